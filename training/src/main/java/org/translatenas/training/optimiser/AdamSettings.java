package org.translatenas.training.optimiser;

/**
 * Settings of {@link Adam}.
 *
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of squared gradients
 * @param epsilon added to the root of the second moment
 * @param weightDecay coupled L2: this times the parameter is added to its gradient (as in DARTS); 0
 *     for none
 */
public record AdamSettings(double beta1, double beta2, double epsilon, double weightDecay) {
  /** The Transformer's: 0.9, 0.98, 1e-9, no decay. */
  public static final AdamSettings TRANSFORMER = new AdamSettings(0.9, 0.98, 1e-9, 0);
}
