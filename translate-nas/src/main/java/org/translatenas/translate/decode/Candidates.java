package org.translatenas.translate.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The best continuations of every group of hypotheses at one step, best first, in Java's memory.
 */
final class Candidates {
  private final double[] numbers; // [3, B·G, C]
  private final int groups;
  private final int each;

  /** From the result [3, B·G, C] of a kernel. */
  Candidates(NDArray result) {
    Shape shape = result.getShape();
    groups = Math.toIntExact(shape.get(1));
    each = Math.toIntExact(shape.get(2));
    numbers = result.toDoubleArray();
  }

  /** Of the whole hypothesis with the candidate's piece; −∞ where there is no candidate. */
  double logProbability(int group, int candidate) {
    return get(0, group, candidate);
  }

  /** Which of the group's hypotheses goes on, 0 .. w − 1. */
  int row(int group, int candidate) {
    return (int) get(1, group, candidate);
  }

  /** The piece that it goes on with. */
  int piece(int group, int candidate) {
    return (int) get(2, group, candidate);
  }

  /**
   * The numbers of the group's candidates, best first, after each has lost {@code strength} for
   * each time that its piece was {@code taken}.
   */
  int[] ranked(int group, Map<Integer, Integer> taken, double strength) {
    if (taken.isEmpty()) {
      return IntStream.range(0, each).toArray();
    }
    return IntStream.range(0, each)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                candidate ->
                    strength * taken.getOrDefault(piece(group, candidate), 0)
                        - logProbability(group, candidate)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private double get(int what, int group, int candidate) {
    return numbers[(what * groups + group) * each + candidate];
  }
}
