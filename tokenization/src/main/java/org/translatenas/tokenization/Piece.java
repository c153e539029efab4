package org.translatenas.tokenization;

import java.util.Objects;

/**
 * One entry of a vocabulary. Its id is its place in {@link SentencePieceModel#pieces()}.
 *
 * @param text the piece, with U+2581 for a space; never empty, never with U+0000
 * @param score unigram: log probability; BPE: minus the rank of the merge; 0 for symbols
 * @param type what the piece is for
 */
public record Piece(String text, float score, Type type) {

  /** What a piece is for; the codes are those of SentencePiece's {@code ModelProto}. */
  public enum Type {
    NORMAL(1),
    /** Stands for all text that no other piece covers; every model has exactly one. */
    UNKNOWN(2),
    /** Has no text of its own: beginning and end of sentence, padding, language tags. */
    CONTROL(3),
    /** Always kept whole when its text is met. */
    USER_DEFINED(4),
    /** Takes part in merges but is never put out. */
    UNUSED(5),
    /** One byte of text that no other piece covers, written {@code <0x0A>}. */
    BYTE(6);

    private final int code;

    Type(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    /** Null when no type has this code. */
    static Type ofCode(int code) {
      for (Type type : values()) {
        if (type.code == code) {
          return type;
        }
      }
      return null;
    }
  }

  /** Checks the text and the score. */
  public Piece {
    Objects.requireNonNull(type, "type");
    if (text.isEmpty() || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a piece is empty or contains U+0000");
    }
    if (Float.isNaN(score)) {
      throw new IllegalArgumentException("the score of piece " + text + " is not a number");
    }
  }

  /** Whether text can be segmented into this piece, as opposed to symbols and bytes. */
  boolean isSegmentable() {
    return type == Type.NORMAL || type == Type.USER_DEFINED || type == Type.UNUSED;
  }
}
