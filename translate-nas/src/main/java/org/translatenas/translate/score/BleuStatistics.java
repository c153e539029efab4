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

  /** The statistics of one segment whose lines are tokenized. */
  static BleuStatistics ofSegment(String hypothesis, List<String> references, int maxOrder) {
    WordNgrams ours = WordNgrams.of(hypothesis, maxOrder);
    WordNgrams best = null;
    int refLen = -1;
    for (String reference : references) {
      WordNgrams theirs = WordNgrams.of(reference, maxOrder);
      refLen = closer(ours.words(), refLen, theirs.words());
      if (best == null) {
        best = theirs;
      } else {
        best.mergeMaximum(theirs);
      }
    }
    Long[] counts = new Long[maxOrder];
    Long[] totals = new Long[maxOrder];
    for (int order = 1; order <= maxOrder; order++) {
      long matched = 0;
      long total = 0;
      for (var ngram : ours.ofOrder(order).entrySet()) {
        total += ngram.getValue();
        matched += Math.min(ngram.getValue(), best.ofOrder(order).getOrDefault(ngram.getKey(), 0));
      }
      counts[order - 1] = matched;
      totals[order - 1] = total;
    }
    return new BleuStatistics(ours.words(), refLen, Arrays.asList(counts), Arrays.asList(totals));
  }

  /** All numbers: both lengths, then matches and n-grams of each order. */
  double[] toVector() {
    int orders = counts.size();
    double[] vector = new double[2 + 2 * orders];
    vector[0] = sysLen;
    vector[1] = refLen;
    for (int i = 0; i < orders; i++) {
      vector[2 + i] = counts.get(i);
      vector[2 + orders + i] = totals.get(i);
    }
    return vector;
  }

  /** The reverse of {@link #toVector}. */
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
