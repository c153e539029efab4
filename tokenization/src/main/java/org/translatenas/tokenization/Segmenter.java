package org.translatenas.tokenization;

import java.util.List;
import java.util.SplittableRandom;

/** Cuts normalised text into pieces. Safe for use by several threads. */
interface Segmenter {

  /** The pieces of a text, in its order; unknown characters come singly. */
  Segmentation segment(String normalized);

  /**
   * The pieces of a text, cut at random.
   *
   * @throws UnsupportedOperationException if there is only one way to cut
   */
  default Segmentation sample(
      String normalized, SubwordSampling sampling, SplittableRandom random) {
    throw new UnsupportedOperationException("a model of this type cuts text in one way only");
  }

  /**
   * The most probable ways to cut a text, the best first, at most {@code count}.
   *
   * @throws UnsupportedOperationException if cuts have no probabilities
   */
  default List<Segmentation> best(String normalized, int count) {
    throw new UnsupportedOperationException("only unigram models rank the ways to cut a text");
  }

  /** The segmenter of a model's type. */
  static Segmenter of(ModelType type, PieceTable pieces) {
    return switch (type) {
      case BPE -> WordwiseSegmenter.around(new BpeSegmenter(pieces), pieces);
      case UNIGRAM -> new UnigramSegmenter(pieces);
      case WORD -> new WordSegmenter(pieces);
      case CHAR -> new CharacterSegmenter(pieces);
    };
  }
}
