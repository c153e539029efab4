package org.translatenas.translate.decode;

/**
 * A finished translation.
 *
 * @param ids its pieces, without begin and end mark
 * @param logProbability of the pieces and the end mark, natural logarithm
 * @param score {@link HypothesisScore}: what hypotheses are ranked by
 * @param pieceScores the log probability of each piece, and of the end mark last
 * @param attention for each piece, and for the end mark, what cross attention looked at: a number
 *     for each piece of the source, and for its end mark last; null where it was not asked for
 */
@SuppressWarnings("ArrayRecordComponent") // goes straight to the detokeniser
public record Hypothesis(
    int[] ids, double logProbability, double score, double[] pieceScores, float[][] attention) {
  /**
   * The source piece, end mark aside, that each piece looked at most.
   *
   * @throws IllegalStateException if attention was not asked for
   */
  public int[] alignment() {
    if (attention == null) {
      throw new IllegalStateException("the search has not kept attention");
    }
    int[] alignment = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      for (int j = 1; j < attention[i].length - 1; j++) {
        if (attention[i][j] > attention[i][alignment[i]]) {
          alignment[i] = j;
        }
      }
    }
    return alignment;
  }
}
