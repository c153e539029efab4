package org.translatenas.reversible;

import java.util.SplittableRandom;

/** Fills a fresh parameter; {@code values} is row-major over {@code shape}. */
@FunctionalInterface
public interface Initializer {
  Initializer ZEROS = (values, shape, random) -> {};
  Initializer ONES = (values, shape, random) -> java.util.Arrays.fill(values, 1f);

  /**
   * Uniform in ±√(6 / (fan in + fan out)), Glorot and Bengio 2010. Shape [out, in] or [out, in,
   * width].
   */
  Initializer XAVIER_UNIFORM =
      (values, shape, random) -> {
        long width = shape.length > 2 ? shape[2] : 1;
        double bound = Math.sqrt(6.0 / ((shape[0] + shape[1]) * width));
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
      };

  /** Normal with mean 0. */
  static Initializer normal(double standardDeviation) {
    return (values, shape, random) -> {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (standardDeviation * random.nextGaussian());
      }
    };
  }

  void fill(float[] values, long[] shape, SplittableRandom random);
}
