package org.translatenas.translate.score;

/**
 * What resampling says of a score.
 *
 * @param mean of the samples' scores
 * @param halfWidth half the width of the range that holds 95 % of them
 */
public record Interval(double mean, double halfWidth) {
  /** {@code 28.4 ± 0.5}. */
  String text(int width) {
    return PythonNumbers.fixed(mean, width) + " ± " + PythonNumbers.fixed(halfWidth, width);
  }
}
