package org.translatenas.tokenization;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pieces of a model with their ids, found by text. Immutable. */
final class PieceTable {
  private final List<Piece> pieces;
  private final Map<String, Integer> segmentable = new HashMap<>();
  private final Map<String, Integer> reserved = new HashMap<>();
  private final int unkId;

  PieceTable(List<Piece> pieces) {
    this.pieces = pieces;
    int unknown = -1;
    for (int id = 0; id < pieces.size(); id++) {
      Piece piece = pieces.get(id);
      (piece.isSegmentable() ? segmentable : reserved).put(piece.text(), id);
      if (piece.type() == Piece.Type.UNKNOWN) {
        unknown = id;
      }
    }
    unkId = unknown;
  }

  int size() {
    return pieces.size();
  }

  Piece get(int id) {
    if (id < 0 || id >= pieces.size()) {
      throw new IllegalArgumentException(
          "piece " + id + " is outside the vocabulary, 0 to " + (pieces.size() - 1));
    }
    return pieces.get(id);
  }

  Piece.Type type(int id) {
    return pieces.get(id).type();
  }

  float score(int id) {
    return pieces.get(id).score();
  }

  int unkId() {
    return unkId;
  }

  /** The id of a piece of text, or null; symbols and bytes are not found here. */
  Integer segmentable(String text) {
    return segmentable.get(text);
  }

  /** The id of a piece, symbols before text; null if there is none. */
  Integer find(String text) {
    Integer id = reserved.get(text);
    return id == null ? segmentable.get(text) : id;
  }

  int idOrUnknown(String text) {
    Integer id = find(text);
    return id == null ? unkId : id;
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** The symbols that are always kept whole. */
  SymbolMatcher userDefined() {
    return new SymbolMatcher(
        pieces.stream()
            .filter(piece -> piece.type() == Piece.Type.USER_DEFINED)
            .map(Piece::text)
            .toList());
  }
}
