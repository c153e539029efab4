package org.translatenas.reversible;

/**
 * Which gradients a backward pass is asked for; what is not asked for is not computed.
 *
 * @param weights gradients of weights
 * @param mixing gradients of the architecture's mixing weights
 */
public record Wants(boolean weights, boolean mixing) {
  /** A step of the weights. */
  public static final Wants WEIGHTS = new Wants(true, false);

  /** A step of the architecture. */
  public static final Wants MIXING = new Wants(false, true);

  /** Both. */
  public static final Wants BOTH = new Wants(true, true);

  /** Losses only. */
  public static final Wants NOTHING = new Wants(false, false);
}
