package org.translatenas.translate.architecture;

/** Where layer normalisation stands in a residual layer or a candidate. */
public enum NormPlacement {
  /** Before the operation. Candidate: drop(o(LN(H))). Transformer: x + drop(o(LN(x))). */
  PRE,
  /**
   * After the residual sum, as in the papers of 2017 and 2021. Candidate: LN(H + drop(o(H))).
   * Transformer: LN(x + drop(o(x))).
   */
  POST
}
