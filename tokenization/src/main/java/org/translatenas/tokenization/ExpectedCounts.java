package org.translatenas.tokenization;

import java.util.Arrays;
import java.util.List;

/**
 * How often each piece is to be expected in the training text, over all ways to cut it, by the
 * forward-backward algorithm. Sums are of probabilities, not of their logarithms: a sum that grows
 * too small is kept together with a power of {@value #LARGE}.
 *
 * <p>Source: Kudo 2018, arXiv:1804.10959, section 3.2; Rabiner 1989, doi:10.1109/5.18626.
 */
final class ExpectedCounts {
  private static final double LARGE = 1e100;
  private static final double SMALL = 1e-100;

  private final TrainingLattice lattice;
  private final double[] probabilities;
  private final double unknown;

  /** Of all cuts that end at a place of the word, and of all that begin there. */
  private ScaledSums forward = new ScaledSums(0);

  private ScaledSums backward = new ScaledSums(0);

  private ExpectedCounts(TrainingLattice lattice, double[] probabilities, double unknown) {
    this.lattice = lattice;
    this.probabilities = probabilities;
    this.unknown = unknown;
  }

  /** By piece. */
  static double[] of(TrainingLattice lattice, UnigramPieces pieces, Workers workers) {
    double[] probabilities = pieces.probabilities();
    double unknown = Math.exp(pieces.unknownScore());
    List<double[]> parts =
        workers.share(
            lattice.text().words(),
            (begin, end) -> {
              ExpectedCounts counts = new ExpectedCounts(lattice, probabilities, unknown);
              double[] expected = new double[probabilities.length];
              for (int word = begin; word < end; word++) {
                counts.add(word, expected);
              }
              return expected;
            });
    double[] sum = parts.get(0);
    for (double[] part : parts.subList(1, parts.size())) {
      for (int piece = 0; piece < sum.length; piece++) {
        sum[piece] += part[piece];
      }
    }
    return sum;
  }

  private void add(int word, double[] expected) {
    int begin = lattice.text().begin(word);
    int length = lattice.text().end(word) - begin;
    forward = forward.cleared(length + 1);
    backward = backward.cleared(length + 1);
    forward.set(0, 1);
    for (int at = 0; at < length; at++) {
      forward.scale(at);
      int end = lattice.firstEdge(begin + at + 1);
      for (int edge = lattice.firstEdge(begin + at); edge < end; edge++) {
        forward.add(
            at + lattice.length(edge),
            forward.values[at] * probabilities[lattice.piece(edge)],
            forward.powers[at]);
      }
      if (lattice.isUnknown(begin + at)) {
        forward.add(at + 1, forward.values[at] * unknown, forward.powers[at]);
      }
    }
    double factor = lattice.text().frequency(word) / forward.values[length];
    backward.set(length, 1);
    for (int at = length - 1; at >= 0; at--) {
      int end = lattice.firstEdge(begin + at + 1);
      for (int edge = lattice.firstEdge(begin + at); edge < end; edge++) {
        int piece = lattice.piece(edge);
        int next = at + lattice.length(edge);
        double rest = backward.values[next] * probabilities[piece];
        backward.add(at, rest, backward.powers[next]);
        int power = forward.powers[at] + backward.powers[next] - forward.powers[length];
        expected[piece] += ScaledSums.times(forward.values[at] * rest * factor, power);
      }
      if (lattice.isUnknown(begin + at)) {
        double rest = backward.values[at + 1] * unknown;
        backward.add(at, rest, backward.powers[at + 1]);
        int power = forward.powers[at] + backward.powers[at + 1] - forward.powers[length];
        expected[UnigramPieces.FOR_UNKNOWN] +=
            ScaledSums.times(forward.values[at] * rest * factor, power);
      }
      backward.scale(at);
    }
  }

  /** Numbers that are {@code values[i] * LARGE ^ powers[i]}. */
  private static final class ScaledSums {
    private final double[] values;
    private final int[] powers;

    ScaledSums(int size) {
      values = new double[size];
      powers = new int[size];
    }

    /** The first {@code size} are 0. */
    ScaledSums cleared(int size) {
      if (size > values.length) {
        return new ScaledSums(2 * size);
      }
      Arrays.fill(values, 0, size, 0);
      Arrays.fill(powers, 0, size, 0);
      return this;
    }

    void set(int index, double value) {
      values[index] = value;
    }

    void add(int index, double value, int power) {
      if (power == powers[index]) {
        values[index] += value;
      } else if (values[index] == 0) {
        values[index] = value;
        powers[index] = power;
      } else if (power < powers[index]) {
        values[index] += times(value, power - powers[index]);
      } else {
        values[index] = value + times(values[index], powers[index] - power);
        powers[index] = power;
      }
    }

    void scale(int index) {
      if (values[index] < SMALL) {
        values[index] *= LARGE;
        powers[index]--;
      }
    }

    private static double times(double value, int power) {
      double result = value;
      for (int i = 0; i < power; i++) {
        result *= LARGE;
      }
      for (int i = 0; i > power && result != 0; i--) {
        result *= SMALL;
      }
      return result;
    }
  }
}
