package org.translatenas.translate.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.translatenas.reversible.Seeds;
import org.translatenas.training.UserException;

/**
 * The two halves of the training data in a search: one trains weights, the other the architecture.
 *
 * @param weights numbers of the pairs for weights, in rising order
 * @param architecture the others, in rising order
 */
@SuppressWarnings("ArrayRecordComponent") // handed over to a TokenBatcher, which copies
public record DataSplit(int[] weights, int[] architecture) {

  /**
   * Splits 0 … size − 1 by a seeded permutation.
   *
   * @param weightShare share of the pairs for weights, in (0, 1]; below 1 both parts get at least
   *     one pair
   * @param seed root of the run's randomness; its stream "data-split" is used
   */
  public static DataSplit split(int size, double weightShare, long seed) {
    if (!(weightShare > 0 && weightShare <= 1)) {
      throw new IllegalArgumentException(
          "weightShare must be above 0 and at most 1, not " + weightShare);
    }
    if (weightShare == 1) {
      return new DataSplit(IntStream.range(0, size).toArray(), new int[0]);
    }
    if (size < 2) {
      throw UserException.data(
          "a search needs at least 2 training pairs, of which one judges, not " + size);
    }
    int[] order = new int[size];
    SplittableRandom random = new SplittableRandom(Seeds.named(seed, "data-split"));
    for (int i = 0; i < size; i++) { // inside-out shuffle: a permutation as it grows
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    int count = (int) Math.max(1, Math.min(size - 1, Math.round(size * weightShare)));
    return new DataSplit(
        sorted(Arrays.copyOf(order, count)), sorted(Arrays.copyOfRange(order, count, size)));
  }

  private static int[] sorted(int[] sentences) {
    Arrays.sort(sentences);
    return sentences;
  }
}
