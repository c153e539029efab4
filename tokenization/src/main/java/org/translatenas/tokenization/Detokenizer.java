package org.translatenas.tokenization;

import java.util.Arrays;

/** Puts the text of pieces together, one piece after the other. Serves one text. */
final class Detokenizer {
  private final PieceTable pieces;
  private final String unkSurface;
  private final boolean stripsFirstSpace;
  private final boolean stripsAllFirstSpaces;

  private final StringBuilder text = new StringBuilder();
  private byte[] bytes = new byte[8];
  private int byteCount;
  private boolean atBeginning = true;
  private boolean firstSpaceSeen;

  Detokenizer(SentencePieceModel model, PieceTable pieces) {
    this.pieces = pieces;
    unkSurface = model.trainerSpec().unkSurface();
    stripsAllFirstSpaces = model.normalizerSpec().removeExtraWhitespaces();
    stripsFirstSpace = stripsAllFirstSpaces || model.normalizerSpec().addDummyPrefix();
  }

  /** Adds a piece, which may be a text that the vocabulary lacks. */
  void add(String piece) {
    int id = pieces.idOrUnknown(piece);
    if (pieces.type(id) == Piece.Type.BYTE) {
      if (byteCount == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * byteCount);
      }
      bytes[byteCount++] = (byte) BytePieces.byteOf(piece);
      return;
    }
    flushBytes();
    atBeginning &= !firstSpaceSeen && text.isEmpty();
    firstSpaceSeen = false;
    switch (pieces.type(id)) {
      case CONTROL -> {}
      case UNKNOWN -> text.append(piece.equals(pieces.get(id).text()) ? unkSurface : piece);
      default -> addText(piece);
    }
  }

  private void addText(String piece) {
    int from = 0;
    if (atBeginning && stripsFirstSpace && piece.charAt(0) == TextNormalizer.SPACE_SYMBOL) {
      from = 1;
      firstSpaceSeen = !stripsAllFirstSpaces;
    }
    for (int i = from; i < piece.length(); i++) {
      char unit = piece.charAt(i);
      text.append(unit == TextNormalizer.SPACE_SYMBOL ? ' ' : unit);
    }
  }

  private void flushBytes() {
    text.append(Utf8.decode(bytes, byteCount));
    byteCount = 0;
  }

  String text() {
    flushBytes();
    return text.toString();
  }
}
