package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/** Tensors for tests: numbers from a seed, and how far two tensors are apart. */
final class Tensors {
  private final SplittableRandom random;

  Tensors(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Standard normal, float64. */
  NDArray normal(long... shape) {
    Shape of = new Shape(shape);
    double[] values = new double[Math.toIntExact(of.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return Torch.manager().create(values, of);
  }

  /** Whole numbers from 0 to {@code bound} − 1, int64. */
  NDArray integers(int bound, long... shape) {
    Shape of = new Shape(shape);
    return Torch.manager().create(random.longs(of.size(), 0, bound).toArray(), of);
  }

  /** Booleans, true with probability 3/4. */
  NDArray keep(long... shape) {
    Shape of = new Shape(shape);
    boolean[] values = new boolean[Math.toIntExact(of.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(4) > 0;
    }
    return Torch.manager().create(values, of);
  }

  /**
   * One number of float64, for what is recorded: DJL keeps the number of {@code mul(double)} in
   * memory that Java may have reused by the time of the backward pass.
   */
  static NDArray number(double value) {
    return Torch.manager().create(value);
  }

  /** One number of int64. */
  static NDArray number(long value) {
    return Torch.manager().create(value);
  }

  /** An argument left out. */
  static NDArray none() {
    return Torch.manager().create(new Shape(0));
  }

  /** 1 before each sentence's length, 0 from there on: float64 [B, T, 1]. */
  static NDArray present(int longest, int... lengths) {
    double[] values = new double[lengths.length * longest];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % longest < lengths[i / longest] ? 1 : 0;
    }
    return Torch.manager().create(values, new Shape(lengths.length, longest, 1));
  }

  /** 0 where {@link #present} is 1, −∞ where it is 0: float64 [B, 1, 1, T]. */
  static NDArray mask(int longest, int... lengths) {
    double[] values = present(longest, lengths).toDoubleArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == 1 ? 0 : Double.NEGATIVE_INFINITY;
    }
    return Torch.manager().create(values, new Shape(lengths.length, 1, 1, longest));
  }

  /** Joins along an axis. (DJL's own concat of one tensor cuts it off from the graph.) */
  static NDArray concat(NDList parts, int axis) {
    return parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, axis);
  }

  /** max |found − expected| / max |expected|; plain max |found| where all expected are 0. */
  static double relative(NDArray found, NDArray expected) {
    if (!found.getShape().equals(expected.getShape())) {
      throw new AssertionError(found.getShape() + " is not " + expected.getShape());
    }
    double[] f = doubles(found);
    double[] e = doubles(expected);
    double difference = 0;
    double scale = 0;
    for (int i = 0; i < f.length; i++) {
      double apart = Math.abs(f[i] - e[i]);
      difference = Double.isNaN(apart) ? Double.POSITIVE_INFINITY : Math.max(difference, apart);
      scale = Math.max(scale, Math.abs(e[i]));
    }
    return scale == 0 ? difference : difference / scale;
  }

  static double[] doubles(NDArray x) {
    return x.stopGradient().toType(DataType.FLOAT64, true).toDoubleArray();
  }
}
