package org.translatenas.translate.decode;

import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.config.LengthPenaltyKind;

/**
 * Makes log probabilities of translations of different lengths comparable by dividing them. It
 * grows with the length, so of one log probability the longer translation has the better score.
 *
 * @param alpha 0 divides by 1
 */
record LengthPenalty(LengthPenaltyKind kind, double alpha) {
  static LengthPenalty of(DecodeConfig config) {
    return new LengthPenalty(config.lengthPenaltyKind(), config.lengthPenalty());
  }

  /**
   * The score of a translation.
   *
   * @param length |y|, end mark included, as fairseq counts
   */
  double score(double logProbability, int length) {
    return logProbability / divisor(length);
  }

  double divisor(int length) {
    return switch (kind) {
      case GNMT -> Math.pow((5.0 + length) / 6.0, alpha);
      case SIMPLE -> Math.pow(length, alpha);
    };
  }
}
