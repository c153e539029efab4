package org.translatenas.translate.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.translatenas.tokenization.ModelFormatException;
import org.translatenas.tokenization.SentencePieceModel;

/**
 * A SentencePiece model of characters: unknown 0, begin 1, end 2, padding 3, then the space and the
 * letters a to z as 4 … 30. Written byte by byte as protocol buffer.
 */
public final class ToyModel {
  private static final int NORMAL = 1;
  private static final int UNKNOWN = 2;
  private static final int CONTROL = 3;
  private static final int CHARACTER_MODEL = 4;

  private ToyModel() {}

  public static SentencePieceModel make() {
    return make(true, false);
  }

  /** The same with the letters from z to a. */
  public static SentencePieceModel makeBackwards() {
    return make(true, true);
  }

  static SentencePieceModel make(boolean withPadding) {
    return make(withPadding, false);
  }

  private static SentencePieceModel make(boolean withPadding, boolean backwards) {
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    piece(model, "<unk>", UNKNOWN);
    piece(model, "<s>", CONTROL);
    piece(model, "</s>", CONTROL);
    if (withPadding) {
      piece(model, "<pad>", CONTROL);
    }
    piece(model, "\u2581", NORMAL);
    for (char letter = 'a'; letter <= 'z'; letter++) {
      char written = backwards ? (char) ('a' + 'z' - letter) : letter;
      piece(model, String.valueOf(written), NORMAL);
    }
    field(model, 2, new byte[] {3 << 3, CHARACTER_MODEL}); // trainer: type of the model
    field(model, 3, new byte[0]); // normalizer: its defaults
    try {
      return SentencePieceModel.parse(model.toByteArray(), "toy.model");
    } catch (ModelFormatException e) {
      throw new AssertionError(e);
    }
  }

  private static void piece(ByteArrayOutputStream model, String text, int type) {
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    field(piece, 1, text.getBytes(StandardCharsets.UTF_8));
    piece.write(2 << 3 | 5);
    byte[] score = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(-1).array();
    piece.writeBytes(score);
    piece.write(3 << 3);
    piece.write(type);
    field(model, 1, piece.toByteArray());
  }

  private static void field(ByteArrayOutputStream message, int number, byte[] bytes) {
    message.write(number << 3 | 2);
    message.write(bytes.length);
    message.writeBytes(bytes);
  }
}
