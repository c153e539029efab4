package org.translatenas.translate.process;

import java.util.Arrays;

/** The middle of measured numbers. */
public final class Median {
  private Median() {}

  /** The median; between the two in the middle where their number is even. */
  public static double of(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int size = sorted.length;
    return (sorted[(size - 1) / 2] + sorted[size / 2]) / 2;
  }
}
