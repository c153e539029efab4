package org.translatenas.translate.config;

import org.translatenas.training.config.Default;

/**
 * Section {@code reversible}: how exactly stacks of multi-split layers are reconstructed, wherever
 * the mode of backpropagation is reversible.
 *
 * @param stream float32, or fixed-point: sums of multiples of 2^−bits, whose reconstruction gives
 *     the very bits
 * @param fixedPointBits fractional bits q of the fixed-point stream, whose values must stay below
 *     2^(24 − q)
 * @param boundaryEvery the input of every so many layers is stored too, which bounds the growth of
 *     rounding errors; 0: none is
 * @param monitorEveryUpdates in so many passes back once the reconstructed input is compared with
 *     the true one; 0: never
 */
public record ReversibleConfig(
    @Default("float32") Stream stream,
    @Default("14") int fixedPointBits,
    @Default("0") int boundaryEvery,
    @Default("100") int monitorEveryUpdates) {
  /** How the residual stream is held. */
  public enum Stream {
    FLOAT32,
    FIXED_POINT
  }

  /** Checks the ranges. */
  public ReversibleConfig {
    if (fixedPointBits < 12 || fixedPointBits > 16) {
      throw new IllegalArgumentException(
          "fixedPointBits must be in 12 to 16, not " + fixedPointBits);
    }
    Ranges.atLeast("boundaryEvery", boundaryEvery, 0);
    Ranges.atLeast("monitorEveryUpdates", monitorEveryUpdates, 0);
  }
}
