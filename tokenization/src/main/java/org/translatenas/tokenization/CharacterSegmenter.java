package org.translatenas.tokenization;

/** One piece per character or user-defined symbol. */
final class CharacterSegmenter implements Segmenter {
  private final PieceTable pieces;
  private final SymbolMatcher userDefined;

  CharacterSegmenter(PieceTable pieces) {
    this.pieces = pieces;
    this.userDefined = pieces.userDefined();
  }

  @Override
  public Segmentation segment(String normalized) {
    Segmentation segmentation = new Segmentation(normalized.length());
    int begin = 0;
    while (begin < normalized.length()) {
      int symbol = userDefined.longestAt(normalized, begin);
      int length = symbol > 0 ? symbol : Character.charCount(normalized.codePointAt(begin));
      int end = begin + length;
      segmentation.add(pieces.idOrUnknown(normalized.substring(begin, end)), end);
      begin = end;
    }
    return segmentation;
  }
}
