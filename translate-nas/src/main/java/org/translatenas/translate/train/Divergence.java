package org.translatenas.translate.train;

import org.translatenas.training.UserException;

/** The end of a run whose weights have run away. */
public final class Divergence {
  private Divergence() {}

  /**
   * Throws where one of them is not finite.
   *
   * @param section of the configuration that says how the weights are trained
   * @param update of the weights
   * @param loss mean of a target token, in nats
   * @param gradientNorm of the weights
   */
  public static void requireFinite(String section, long update, double loss, double gradientNorm) {
    if (!Double.isFinite(loss) || !Double.isFinite(gradientNorm)) {
      throw UserException.data(
          "the loss is not finite at update %d (loss %s, gradient norm %s), and the same command"
                  .formatted(update, loss, gradientNorm)
              + " would come to the same again; lower %1$s.rate, set %1$s.clipNorm, or enlarge"
                  .formatted(section)
              + " %s.maxTokensPerBatch, and begin with another --output".formatted(section));
    }
  }
}
