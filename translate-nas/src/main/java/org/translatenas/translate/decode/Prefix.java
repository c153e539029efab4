package org.translatenas.translate.decode;

/**
 * The pieces of a hypothesis so far, as a chain that hypotheses with a common beginning share.
 *
 * @param before null at the begin mark
 * @param length pieces behind the begin mark
 * @param logProbability of all pieces together
 * @param attention what the last piece looked at, or null where nobody asks
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Prefix(int piece, Prefix before, int length, double logProbability, float[] attention) {
  static Prefix begin(int bosId) {
    return new Prefix(bosId, null, 0, 0, null);
  }

  Prefix then(int next, double logProbabilityOfAll, float[] looked) {
    return new Prefix(next, this, length + 1, logProbabilityOfAll, looked);
  }

  /** The pieces without the begin mark. */
  int[] ids() {
    int[] ids = new int[length];
    Prefix at = this;
    for (int i = length - 1; i >= 0; i--) {
      ids[i] = at.piece;
      at = at.before;
    }
    return ids;
  }

  /** This translation, if this is its end mark. */
  Hypothesis ended(HypothesisScore scoring) {
    double[] scores = new double[length];
    float[][] looked = attention == null ? null : new float[length][];
    Prefix at = this;
    for (int i = length - 1; i >= 0; i--) {
      scores[i] = at.logProbability - at.before.logProbability;
      if (looked != null) {
        looked[i] = at.attention;
      }
      at = at.before;
    }
    double score = scoring.score(logProbability, length, looked);
    return new Hypothesis(before.ids(), logProbability, score, scores, looked);
  }
}
