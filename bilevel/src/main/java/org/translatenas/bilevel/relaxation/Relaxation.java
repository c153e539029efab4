package org.translatenas.bilevel.relaxation;

/** How α becomes mixing weights A; a function without state. */
public interface Relaxation {
  /** A for every node. */
  double[][] forward(double[][] alpha);

  /** Pulls the gradient with respect to A back to α. */
  double[][] backward(double[][] alpha, double[][] gradient);

  /** What α starts around, for a node of {@code candidates}. */
  default double start(int candidates) {
    return 0;
  }

  /** The standard deviation of α at its start. */
  default double deviation() {
    return 1e-3;
  }

  /** Whether candidates with A = 0 are out of the search, so that they need not be computed. */
  default boolean prunes() {
    return false;
  }

  /**
   * Brings α back to where it may be after an optimiser's step.
   *
   * @param before α before the step
   */
  default double[][] project(double[][] before, double[][] after) {
    return after;
  }
}
