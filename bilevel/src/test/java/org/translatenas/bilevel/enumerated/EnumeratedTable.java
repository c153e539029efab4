package org.translatenas.bilevel.enumerated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.translatenas.bilevel.ReversibleToy;

/**
 * What all 64 networks reach on a task.
 *
 * @param losses of each network and training seed, on the test examples
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EnumeratedTable(double[][] losses) {
  private static final int SEEDS = 3;

  /** Trains all networks, three times each. */
  static EnumeratedTable of(EnumeratedTask task) {
    List<double[]> all = new ArrayList<>();
    for (List<Integer> architecture : ReversibleToy.architectures()) {
      all.add(
          IntStream.rangeClosed(1, SEEDS)
              .mapToDouble(seed -> task.train(architecture, seed))
              .toArray());
    }
    return new EnumeratedTable(all.toArray(double[][]::new));
  }

  /** The mean of a network's losses. */
  double mean(List<Integer> architecture) {
    return mean(ReversibleToy.architectures().indexOf(architecture));
  }

  private double mean(int network) {
    return Arrays.stream(losses[network]).average().orElseThrow();
  }

  private double[] sorted() {
    return IntStream.range(0, losses.length).mapToDouble(this::mean).sorted().toArray();
  }

  /** The deviation of a loss between training seeds, in the root mean square over networks. */
  double deviation() {
    double sum = 0;
    for (int i = 0; i < losses.length; i++) {
      double mean = mean(i);
      sum += Arrays.stream(losses[i]).map(x -> (x - mean) * (x - mean)).sum() / (SEEDS - 1);
    }
    return Math.sqrt(sum / losses.length);
  }

  /** The mean of the best quarter. */
  double bestQuarter() {
    return Arrays.stream(sorted()).limit(losses.length / 4).average().orElseThrow();
  }

  /** The median of all. */
  double median() {
    double[] sorted = sorted();
    return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
  }

  /** The place of a network by its mean loss, 1 for the best. */
  int rank(List<Integer> architecture) {
    double loss = mean(architecture);
    return 1 + (int) IntStream.range(0, losses.length).filter(i -> mean(i) < loss).count();
  }
}
