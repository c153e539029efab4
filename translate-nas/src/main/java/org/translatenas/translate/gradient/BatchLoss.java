package org.translatenas.translate.gradient;

/**
 * The loss of a batch, as sums over its target tokens.
 *
 * @param smoothed with label smoothing
 * @param negativeLogLikelihood without
 * @param tokens target tokens, padding not counted
 */
public record BatchLoss(double smoothed, double negativeLogLikelihood, long tokens) {
  /** Of nothing. */
  public static final BatchLoss NONE = new BatchLoss(0, 0, 0);

  /** Of two batches together. */
  public BatchLoss plus(BatchLoss other) {
    return new BatchLoss(
        smoothed + other.smoothed,
        negativeLogLikelihood + other.negativeLogLikelihood,
        tokens + other.tokens);
  }

  /** Smoothed loss per token. */
  public double meanSmoothed() {
    return smoothed / tokens;
  }

  /** Negative log-likelihood per token. */
  public double mean() {
    return negativeLogLikelihood / tokens;
  }
}
