package org.translatenas.translate.decode;

import org.translatenas.translate.config.DecodeConfig;

/**
 * What hypotheses are ranked by (Wu et al. 2016, arXiv:1609.08144, equation 14): {@code log P(Y|X)
 * / lp(Y) + β · Σ_i log min(Σ_j a_ij, 1)}, with a_ij the attention of target piece j on source
 * piece i.
 *
 * @param coveragePenalty β
 */
record HypothesisScore(LengthPenalty lengthPenalty, double coveragePenalty) {
  /** A piece that nothing has looked at counts as much as this. */
  private static final double LEAST_COVERAGE = 1e-6;

  static HypothesisScore of(DecodeConfig config) {
    return new HypothesisScore(LengthPenalty.of(config), config.coveragePenalty());
  }

  /** Whether scores depend on attention. */
  boolean needsAttention() {
    return coveragePenalty > 0;
  }

  /**
   * The score of a translation.
   *
   * @param length |y|, end mark included, as fairseq counts
   * @param attention [|y|][S + 1]; the end mark of the source need not be looked at
   */
  double score(double logProbability, int length, float[][] attention) {
    double score = lengthPenalty.score(logProbability, length);
    return needsAttention() ? score + coveragePenalty * coverage(attention) : score;
  }

  /** No translation with this log probability so far can have a better score: coverage is ≤ 0. */
  double bound(double logProbability, int longest) {
    return lengthPenalty.score(logProbability, longest);
  }

  private static double coverage(float[][] attention) {
    double sum = 0;
    for (int i = 0; i < attention[0].length - 1; i++) {
      double covered = 0;
      for (float[] row : attention) {
        covered += row[i];
      }
      sum += Math.log(Math.min(1, Math.max(LEAST_COVERAGE, covered)));
    }
    return sum;
  }
}
