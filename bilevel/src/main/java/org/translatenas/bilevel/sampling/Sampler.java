package org.translatenas.bilevel.sampling;

import java.util.SplittableRandom;

/** Draws architectures; a function of its arguments. */
public interface Sampler {
  /**
   * Draws one architecture, a category a node.
   *
   * @param logits log q, normalised
   * @param random the only source of randomness
   * @param progress share of the search that is done, in (0, 1]
   */
  Sample draw(double[][] logits, SplittableRandom random, double progress);

  /** Whether a draw's value ζ and its gradient are those that REBAR asks for. */
  default boolean conditional() {
    return false;
  }

  /** Whether what is drawn depends on α. */
  default boolean learns() {
    return true;
  }
}
