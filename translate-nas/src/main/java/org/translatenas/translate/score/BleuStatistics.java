package org.translatenas.translate.score;

import java.util.Arrays;
import java.util.List;

/**
 * What BLEU needs to know of one or many segments; the statistics of a corpus are the sum of its
 * segments'.
 *
 * @param sysLen words of the hypotheses
 * @param refLen words of the closest references
 * @param counts matched n-grams of each order, from 1
 * @param totals n-grams of the hypotheses of each order
 */
public record BleuStatistics(long sysLen, long refLen, List<Long> counts, List<Long> totals) {
  /** Copies the lists. */
  public BleuStatistics {
    counts = List.copyOf(counts);
    totals = List.copyOf(totals);
  }

  /**
   * The statistics of one segment as a vector: both lengths, then matches and n-grams of each
   * order.
   *
   * @param lines the words of the hypothesis, then those of each reference
   */
  static double[] vectorOf(List<List<String>> lines, int maxOrder) {
    double[] vector = new double[2 + 2 * maxOrder];
    int length = lines.get(0).size();
    int refLen = -1;
    for (List<String> reference : lines.subList(1, lines.size())) {
      refLen = closer(length, refLen, reference.size());
    }
    vector[0] = length;
    vector[1] = refLen;
    NgramCounts ngrams = NgramCounts.ofWords(lines);
    for (int order = 1; order <= maxOrder; order++) {
      vector[1 + order] = ngrams.matches(order);
      vector[1 + maxOrder + order] = Math.max(0, length - order + 1);
    }
    return vector;
  }

  /** The statistics that a vector, or a sum of them, holds. */
  static BleuStatistics ofVector(double[] vector) {
    int orders = vector.length / 2 - 1;
    List<Long> numbers = Arrays.stream(vector).mapToObj(x -> (long) x).toList();
    return new BleuStatistics(
        numbers.get(0),
        numbers.get(1),
        numbers.subList(2, 2 + orders),
        numbers.subList(2 + orders, 2 + 2 * orders));
  }

  /** The sum of segments' statistics. */
  static BleuStatistics sum(List<BleuStatistics> segments, int maxOrder) {
    Long[] counts = new Long[maxOrder];
    Long[] totals = new Long[maxOrder];
    for (int i = 0; i < maxOrder; i++) {
      int n = i;
      counts[n] = segments.stream().mapToLong(s -> s.counts.get(n)).sum();
      totals[n] = segments.stream().mapToLong(s -> s.totals.get(n)).sum();
    }
    return new BleuStatistics(
        segments.stream().mapToLong(BleuStatistics::sysLen).sum(),
        segments.stream().mapToLong(BleuStatistics::refLen).sum(),
        Arrays.asList(counts),
        Arrays.asList(totals));
  }

  /** The reference length closer to the hypothesis; of two equally close ones the shorter. */
  private static int closer(int hypothesis, int best, int candidate) {
    if (best < 0) {
      return candidate;
    }
    int difference = Math.abs(hypothesis - candidate) - Math.abs(hypothesis - best);
    return difference < 0 || (difference == 0 && candidate < best) ? candidate : best;
  }
}
