package org.translatenas.tokenization;

/** One piece per word; a word begins at a space. */
final class WordSegmenter implements Segmenter {
  private final PieceTable pieces;

  WordSegmenter(PieceTable pieces) {
    this.pieces = pieces;
  }

  @Override
  public Segmentation segment(String normalized) {
    Segmentation segmentation = new Segmentation(normalized.length() / 4);
    int begin = 0;
    while (begin < normalized.length()) {
      int space = normalized.indexOf(TextNormalizer.SPACE_SYMBOL, begin + 1);
      int end = space < 0 ? normalized.length() : space;
      segmentation.add(pieces.idOrUnknown(normalized.substring(begin, end)), end);
      begin = end;
    }
    return segmentation;
  }
}
