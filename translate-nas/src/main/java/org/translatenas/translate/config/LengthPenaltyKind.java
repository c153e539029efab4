package org.translatenas.translate.config;

/** What the log probability of a translation of |y| pieces, end mark included, is divided by. */
public enum LengthPenaltyKind {
  /** ((5 + |y|) / 6)^α: Wu et al. 2016, arXiv:1609.08144, equation 14. */
  GNMT,
  /** |y|^α: fairseq's {@code --lenpen}. */
  SIMPLE
}
