package org.translatenas.translate.data;

/**
 * Which sentence pairs are fit to train on, by their numbers of pieces.
 *
 * <p>A translation's length is roughly proportional to its source's: a pair far from it is usually
 * misaligned, and Moses ({@code clean-corpus-n}) and fairseq's recipes drop it by a ratio alone.
 * Short pairs are honest at any ratio ("OK" – "In Ordnung, danke"), hence {@link #SLACK}: the
 * longer side may have {@code maxRatio} × the shorter + 3 pieces.
 *
 * @param maxLength most pieces on a side
 * @param maxRatio see above, at least 1
 */
record PairFilter(int maxLength, double maxRatio) {
  /** Pieces that the longer side may have beyond the ratio. */
  static final int SLACK = 3;

  /** What happens to a pair. */
  enum Verdict {
    KEPT,
    /** A side without any piece: nothing or only spaces. */
    EMPTY,
    /** A side with more pieces than {@code maxLength}. */
    TOO_LONG,
    /** Sides whose lengths do not fit each other. */
    DISPROPORTIONATE
  }

  /** A filter for texts that only have to fit: valid and test lose no pair for its proportions. */
  static PairFilter ofLength(int maxLength) {
    return new PairFilter(maxLength, Double.POSITIVE_INFINITY);
  }

  Verdict judge(int sourceLength, int targetLength) {
    int shorter = Math.min(sourceLength, targetLength);
    int longer = Math.max(sourceLength, targetLength);
    if (shorter == 0) {
      return Verdict.EMPTY;
    }
    if (longer > maxLength) {
      return Verdict.TOO_LONG;
    }
    return longer > maxRatio * shorter + SLACK ? Verdict.DISPROPORTIONATE : Verdict.KEPT;
  }
}
