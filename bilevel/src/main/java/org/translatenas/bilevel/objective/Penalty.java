package org.translatenas.bilevel.objective;

import org.translatenas.bilevel.Memory;

/** A term of the architecture's loss that needs no data: a function of mixing weights. */
public interface Penalty {
  /**
   * Its value.
   *
   * @param mixing A, or a sample
   * @param progress share of the search that is done, in (0, 1]
   */
  double value(double[][] mixing, double progress);

  /** Its gradient with respect to {@code mixing}. */
  double[][] gradient(double[][] mixing, double progress);

  /**
   * Hears of the start of a search.
   *
   * @param mixing A
   */
  default void begin(double[][] mixing) {}

  /**
   * Hears of each architecture step.
   *
   * @param mixing A after it
   */
  default void after(double[][] mixing) {}

  /** What a checkpoint must keep; null for nothing. */
  default Memory memory() {
    return null;
  }
}
