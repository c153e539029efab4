package org.translatenas.translate.score;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A metric of corpora that is computed from sums over segments, so that parts of a corpus, and
 * samples of it, are scored without looking at the texts again.
 */
public interface Metric {
  /**
   * What the metric needs to know of each segment: one vector each, whose sum gives the corpus's
   * score.
   *
   * @param references one list for each reference stream, as long as the hypotheses
   * @throws IllegalArgumentException if lengths differ, or there are no references or hypotheses
   */
  double[][] segmentVectors(List<String> hypotheses, List<List<String>> references);

  /** The score of the segments whose vectors have this sum. */
  MetricScore scoreOfSum(double[] sum);

  /** How the score is computed, for so many references. */
  Signature signature(int references);

  /** The score of a corpus. */
  default MetricScore score(List<String> hypotheses, List<List<String>> references) {
    return scoreOfSum(sum(segmentVectors(hypotheses, references)));
  }

  /** Computes the vectors of all segments, on all cores. */
  static double[][] eachSegment(int segments, IntFunction<double[]> vector) {
    return IntStream.range(0, segments).parallel().mapToObj(vector).toArray(double[][]::new);
  }

  /** Adds vectors of one length. */
  static double[] sum(double[][] vectors) {
    double[] sum = new double[vectors[0].length];
    for (double[] vector : vectors) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
    return sum;
  }

  /** Refuses what no metric can score. */
  static void check(List<String> hypotheses, List<List<String>> references) {
    if (references.isEmpty() || hypotheses.isEmpty()) {
      throw new IllegalArgumentException("a score needs references and hypotheses");
    }
    for (List<String> stream : references) {
      if (stream.size() != hypotheses.size()) {
        throw new IllegalArgumentException(
            "%d references for %d hypotheses".formatted(stream.size(), hypotheses.size()));
      }
    }
  }
}
