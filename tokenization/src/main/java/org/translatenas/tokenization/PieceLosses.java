package org.translatenas.tokenization;

import java.util.Arrays;
import java.util.List;

/**
 * How much less probable the training text would be without a piece: as if in the most probable
 * cuts its next best spelling by other pieces took its place.
 *
 * <p>Source: Kudo 2018, arXiv:1804.10959, section 3.2; the approximation is SentencePiece's.
 */
final class PieceLosses {
  private final TrainingLattice lattice;
  private final UnigramPieces pieces;

  /** How often a piece is in the most probable cuts. */
  private final double[] frequencies;

  private final double sum;
  private final double words;

  private PieceLosses(TrainingLattice lattice, UnigramPieces pieces, Workers workers) {
    this.lattice = lattice;
    this.pieces = pieces;
    UnigramText text = lattice.text();
    List<long[]> parts = workers.share(text.words(), this::frequencies);
    frequencies = new double[pieces.size()];
    for (int piece = 0; piece < frequencies.length; piece++) {
      for (long[] part : parts) {
        frequencies[piece] += part[piece];
      }
    }
    sum = Arrays.stream(frequencies).sum();
    long all = 0;
    for (int word = 0; word < text.words(); word++) {
      all += text.frequency(word);
    }
    words = all;
  }

  /**
   * By piece the loss per word, in nats; positive infinity for a piece that has no other spelling,
   * NaN for one that the best cuts never use.
   */
  static double[] of(TrainingLattice lattice, UnigramPieces pieces, Workers workers) {
    PieceLosses losses = new PieceLosses(lattice, pieces, workers);
    List<double[]> parts = workers.share(pieces.size(), losses::losses);
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private long[] frequencies(int beginWord, int endWord) {
    long[] counts = new long[pieces.size()];
    BestCuts cuts = new BestCuts(lattice, pieces);
    for (int word = beginWord; word < endWord; word++) {
      UnigramText text = lattice.text();
      cuts.cut(text.begin(word), text.end(word), Integer.MAX_VALUE);
      for (int i = 0; i < cuts.size(); i++) {
        counts[counted(cuts.piece(i))] += text.frequency(word);
      }
    }
    return counts;
  }

  private static int counted(int piece) {
    return piece == BestCuts.UNKNOWN ? UnigramPieces.FOR_UNKNOWN : piece;
  }

  private double[] losses(int beginPiece, int endPiece) {
    BestCuts cuts = new BestCuts(lattice, pieces);
    double[] result = new double[endPiece - beginPiece];
    for (int piece = beginPiece; piece < endPiece; piece++) {
      result[piece - beginPiece] = loss(piece, cuts);
    }
    return result;
  }

  private double loss(int piece, BestCuts cuts) {
    double frequency = frequencies[piece];
    if (frequency == 0) {
      return Double.NaN;
    }
    int place = pieces.place(piece);
    int length = pieces.length(piece);
    if (length == 1) {
      return Double.POSITIVE_INFINITY;
    }
    cuts.cut(place, place + length, length - 1);
    if (cuts.score() > pieces.score(piece)) {
      return Double.NaN;
    }
    double logProbability = Math.log(frequency) - Math.log(sum);
    // As many as there are pieces, not pieces of the other spelling: so the reference counts.
    double otherLogSum = Math.log(sum + frequency * (pieces.size() - 1));
    double otherLogProbability = 0;
    for (int i = 0; i < cuts.size(); i++) {
      otherLogProbability +=
          Math.log(frequencies[counted(cuts.piece(i))] + frequency) - otherLogSum;
    }
    return frequency / words * (logProbability - otherLogProbability);
  }
}
