package org.translatenas.bilevel;

/**
 * Mixing weights with which a supernet computes.
 *
 * @param weights A: for each node one number a candidate
 * @param sparse candidates with weight 0 are not computed, and their gradient counts as 0
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Mixture(double[][] weights, boolean sparse) {
  /** All candidates are computed where a gradient with respect to A is wanted. */
  public static Mixture dense(double[][] weights) {
    return new Mixture(weights, false);
  }

  /** Only candidates with a weight are computed. */
  public static Mixture sparse(double[][] weights) {
    return new Mixture(weights, true);
  }
}
