package org.translatenas.tokenization;

/** The pieces of a unigram model in training, each given by a place in the text where it stands. */
final class UnigramPieces {
  /**
   * The piece that unknown characters count for, in most texts the space: their number in
   * SentencePiece is 0, which in training is that of the most frequent character. With it the steps
   * of expectation keep as many pieces as its own.
   */
  static final int FOR_UNKNOWN = 0;

  private static final double UNKNOWN_PENALTY = 10;

  private final int[] places;
  private final int[] lengths;
  private final double[] scores;

  /** Natural logarithms of probabilities as {@code scores}. */
  UnigramPieces(int[] places, int[] lengths, double[] scores) {
    this.places = places;
    this.lengths = lengths;
    this.scores = scores;
  }

  int size() {
    return places.length;
  }

  /** Where in the text the piece stands for the first time. */
  int place(int piece) {
    return places[piece];
  }

  /** In characters. */
  int length(int piece) {
    return lengths[piece];
  }

  double score(int piece) {
    return scores[piece];
  }

  double lowestScore() {
    double lowest = Double.MAX_VALUE;
    for (double score : scores) {
      lowest = Math.min(lowest, score);
    }
    return lowest;
  }

  /** The score of a character without a piece of its own. */
  double unknownScore() {
    return lowestScore() - UNKNOWN_PENALTY;
  }

  double[] probabilities() {
    double[] result = new double[scores.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.exp(scores[i]);
    }
    return result;
  }

  /** Only the pieces {@code kept}, in that order, with new scores. */
  UnigramPieces choose(int[] kept, double[] newScores) {
    int[] keptPlaces = new int[kept.length];
    int[] keptLengths = new int[kept.length];
    for (int i = 0; i < kept.length; i++) {
      keptPlaces[i] = places[kept[i]];
      keptLengths[i] = lengths[kept[i]];
    }
    return new UnigramPieces(keptPlaces, keptLengths, newScores);
  }
}
