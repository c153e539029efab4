package org.translatenas.tokenization;

/** Cuts normalised text into pieces. Safe for use by several threads. */
interface Segmenter {

  /** The pieces of a text, in its order; unknown characters come singly. */
  Segmentation segment(String normalized);

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
