package org.translatenas.bilevel.sampling;

/**
 * A temperature over a search.
 *
 * @param first where it begins
 * @param last where it ends
 */
public record Temperature(double first, double last) {
  /** Checks that both are positive. */
  public Temperature {
    if (!(first > 0) || !(last > 0)) {
      throw new IllegalArgumentException("temperature and finalTemperature must be above 0");
    }
  }

  /** Always the same. */
  public static Temperature constant(double value) {
    return new Temperature(value, value);
  }

  /**
   * Linear, as in SNAS: (1 − p)(first − last) + last.
   *
   * @param progress p, the share of the search that is done when this step is; SNAS's (e + 1)/150
   */
  public double at(double progress) {
    return (1 - progress) * (first - last) + last;
  }
}
