package org.translatenas.tokenization;

/**
 * How a text is cut at random, as {@code spm_encode}'s sampling formats do it. A byte-pair encoding
 * leaves out each merge with probability {@code alpha} (BPE-dropout). A unigram model draws a cut
 * with probability proportional to P^{@code alpha}: among the {@code nbestSize} best, or among all.
 *
 * <p>Source: Kudo 2018, arXiv:1804.10959; Provilkov et al. 2020, arXiv:1910.13267.
 *
 * @param nbestSize unigram: how many cuts to draw from, at most {@value #MOST}; 0 and 1 the best
 *     alone, negative all; a byte-pair encoding does not use it
 * @param alpha byte-pair encoding: 0 to 1, 0 for none left out; unigram: 0 (each cut alike) and up,
 *     the higher the closer to the best
 */
public record SubwordSampling(int nbestSize, double alpha) {
  static final int MOST = 512;

  /** Checks the ranges. */
  public SubwordSampling {
    if (nbestSize > MOST) {
      throw new IllegalArgumentException(
          "nbestSize must be at most " + MOST + ", not " + nbestSize);
    }
    if (!(alpha >= 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException("alpha must be 0 or more, not " + alpha);
    }
  }
}
