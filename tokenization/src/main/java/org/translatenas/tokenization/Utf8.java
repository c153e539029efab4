package org.translatenas.tokenization;

/** UTF-8 as SentencePiece reads it. */
final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** The node after the bytes of a code point, or {@link DoubleArrayTrie#NONE}. */
  static int step(DoubleArrayTrie trie, int node, int codePoint) {
    if (codePoint < 0x80) {
      return trie.step(node, codePoint);
    }
    int length = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    int lead = ((0xF00 >> length) & 0xFF) | (codePoint >> (6 * (length - 1)));
    int next = trie.step(node, lead);
    for (int i = length - 2; i >= 0 && next != DoubleArrayTrie.NONE; i--) {
      next = trie.step(next, 0x80 | ((codePoint >> (6 * i)) & 0x3F));
    }
    return next;
  }

  /** Decodes the first {@code length} bytes; each byte that is out of place becomes U+FFFD. */
  static String decode(byte[] bytes, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; ) {
      int size = sizeAt(bytes, i, length);
      if (size == 0) {
        text.append(REPLACEMENT);
        i++;
        continue;
      }
      int codePoint = size == 1 ? bytes[i] : bytes[i] & (0xFF >> (size + 1));
      for (int j = 1; j < size; j++) {
        codePoint = (codePoint << 6) | (bytes[i + j] & 0x3F);
      }
      text.appendCodePoint(codePoint);
      i += size;
    }
    return text.toString();
  }

  /** The bytes of the character that begins at {@code i}, 0 if none validly does. */
  private static int sizeAt(byte[] bytes, int i, int end) {
    int lead = bytes[i] & 0xFF;
    int size =
        lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (size > end - i) {
      return 0;
    }
    for (int j = 1; j < size; j++) {
      if ((bytes[i + j] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = size > 2 ? bytes[i + 1] & 0xFF : 0;
    boolean overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    boolean surrogate = lead == 0xED && second >= 0xA0;
    boolean tooLarge = lead == 0xF4 && second >= 0x90;
    return overlong || surrogate || tooLarge ? 0 : size;
  }

  /** The number of bytes of a text; a lone surrogate counts three, as does U+FFFD. */
  static int length(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit >= 0x80) {
        length += unit < 0x800 ? 1 : 2;
        if (Character.isHighSurrogate(unit)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          // Four bytes for two chars.
          i++;
        }
      }
    }
    return length;
  }

  /** The text with every surrogate that lacks its other half replaced, so that it has UTF-8. */
  static String repaired(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
        i++;
        continue;
      }
      if (repaired == null) {
        repaired = new StringBuilder(text);
      }
      repaired.setCharAt(i, REPLACEMENT);
    }
    return repaired == null ? text : repaired.toString();
  }
}
