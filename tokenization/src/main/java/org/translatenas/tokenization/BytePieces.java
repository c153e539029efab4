package org.translatenas.tokenization;

import java.util.Locale;

/** The names of byte pieces, {@code <0x00>} to {@code <0xFF>}. */
final class BytePieces {
  private BytePieces() {}

  static String nameOf(int value) {
    return String.format(Locale.ROOT, "<0x%02X>", value & 0xFF);
  }

  /** The byte (0 to 255) that a piece names, or -1 if it names none. */
  static int byteOf(String piece) {
    if (piece.length() != 6 || !piece.startsWith("<0x") || piece.charAt(5) != '>') {
      return -1;
    }
    int high = upperCaseDigit(piece.charAt(3));
    int low = upperCaseDigit(piece.charAt(4));
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }

  private static int upperCaseDigit(char digit) {
    return "0123456789ABCDEF".indexOf(digit);
  }
}
