package org.translatenas.tokenization;

import java.util.Arrays;

/**
 * The most probable way to cut a stretch of the training text, by Viterbi's algorithm. Of equally
 * probable ones that whose last piece is longest.
 */
final class BestCuts {
  /** Stands in a cut for a character without a piece. */
  static final int UNKNOWN = -1;

  private final TrainingLattice lattice;
  private final UnigramPieces pieces;
  private final double unknownScore;

  /** Of the best cut up to a place: its score and its last piece. */
  private double[] scores = new double[0];

  private int[] last = new int[0];
  private int[] cut = new int[0];
  private int cutSize;
  private double score;

  BestCuts(TrainingLattice lattice, UnigramPieces pieces) {
    this.lattice = lattice;
    this.pieces = pieces;
    this.unknownScore = pieces.unknownScore();
  }

  /**
   * Cuts the characters from {@code begin} to {@code end}; {@link #piece} gives the pieces.
   *
   * @param longest longer pieces are not used
   */
  void cut(int begin, int end, int longest) {
    int length = end - begin;
    if (length >= scores.length) {
      scores = new double[2 * length + 1];
      last = new int[scores.length];
      cut = new int[scores.length];
    }
    Arrays.fill(scores, 1, length + 1, Double.NEGATIVE_INFINITY);
    for (int at = 0; at < length; at++) {
      int most = Math.min(longest, length - at);
      int endOfEdges = lattice.firstEdge(begin + at + 1);
      for (int edge = lattice.firstEdge(begin + at);
          edge < endOfEdges && lattice.length(edge) <= most;
          edge++) {
        int piece = lattice.piece(edge);
        propose(at + lattice.length(edge), scores[at] + pieces.score(piece), piece);
      }
      if (lattice.isUnknown(begin + at)) {
        propose(at + 1, scores[at] + unknownScore, UNKNOWN);
      }
    }
    cutSize = 0;
    for (int at = length; at > 0; at -= last[at] == UNKNOWN ? 1 : pieces.length(last[at])) {
      cut[cutSize++] = last[at];
    }
    score = scores[length];
  }

  private void propose(int at, double proposed, int piece) {
    if (proposed > scores[at]) {
      scores[at] = proposed;
      last[at] = piece;
    }
  }

  /** The score of the last cut. */
  double score() {
    return score;
  }

  /** The number of pieces of the last cut. */
  int size() {
    return cutSize;
  }

  /** A piece of the last cut, the last one first, or {@link #UNKNOWN}. */
  int piece(int index) {
    return cut[index];
  }
}
