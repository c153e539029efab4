package org.translatenas.translate.model.operation;

/**
 * How a dynamic convolution sums over its windows. Both forms give the same numbers up to rounding;
 * which is faster depends on the positions T of a sentence and the window w, and hardly on the
 * channels c. Measured with {@code scripts/benchmark-dynamic-conv} (1,536 tokens, 4 heads, c = 120,
 * two cores with AVX2, forward and backward, ms, band / taps):
 *
 * <pre>
 *   w     T = 32      T = 64      T = 128     T = 256
 *   3   7.9 /  7.7  8.3 /  7.4  9.3 /  7.1   9.7 /  5.2
 *   7   7.5 /  9.0  7.8 /  8.5  8.5 /  8.3  10.0 /  7.2
 *  11   6.6 / 10.2  7.0 /  9.7  8.3 /  9.8  12.3 /  9.0
 *  15   6.9 / 13.1  8.1 / 13.6  9.3 / 11.5  11.4 / 11.7
 * </pre>
 *
 * <p>So the lengths from which taps are faster are about 36, 108, 180 and 252, or 18(w − 1). The
 * form of Wu et al. with every window unfolded to a matrix of its own (c·w numbers a position) took
 * up to 3.3 times as long as the band, and nowhere clearly less than the better of both.
 */
public enum ConvolutionForm {
  /** One product a sentence and head: the kernels are rows of a matrix [T, T]. */
  BAND,
  /** Tap by tap: w times the whole values, moved by one position each. */
  TAPS;

  private static final int LENGTH_PER_TAP = 18;

  /** The faster form for sentences of {@code length} positions and a window of {@code window}. */
  public static ConvolutionForm of(long length, int window) {
    return length >= LENGTH_PER_TAP * (window - 1L) ? TAPS : BAND;
  }
}
