package org.translatenas.translate.score;

/**
 * What mteval-v13a.pl does for Western languages, shared by {@link Tokenizer13a} and {@link
 * TokenizerZh}: ASCII punctuation becomes words of its own, but not the period and comma within a
 * number, and the hyphen only behind a digit.
 *
 * <p>Each pass is one substitution of the script, from left to right without overlap, so that two
 * marks in a row are treated as there; it writes at most three characters for one, or four for two.
 * Working on UTF-16 units is the same as working on code points: every mark is ASCII, and half a
 * surrogate pair is as little a digit as the whole.
 */
final class WesternPunctuation {
  private static final boolean[] MARK = new boolean[0x80];

  static {
    " !\"#$%&()*+/:;<=>?@[\\]^_`{|}~".chars().forEach(c -> MARK[c] = true);
  }

  private WesternPunctuation() {}

  static String separate(String line) {
    char[] text = line.toCharArray();
    char[] out = new char[3 * text.length];
    int length = marks(text, out);
    if (line.indexOf('.') >= 0 || line.indexOf(',') >= 0) {
      text = new char[2 * length];
      length = afterNonDigits(out, length, text);
      out = new char[2 * length];
      length = beforeNonDigits(text, length, out);
    }
    if (line.indexOf('-') >= 0) {
      text = new char[2 * length];
      length = hyphens(out, length, text);
      out = text;
    }
    return new String(out, 0, length);
  }

  /** Space around every mark except period, comma, hyphen and apostrophe. */
  private static int marks(char[] text, char[] out) {
    int to = 0;
    for (char c : text) {
      if (isMark(c)) {
        out[to++] = ' ';
        out[to++] = c;
        out[to++] = ' ';
      } else {
        out[to++] = c;
      }
    }
    return to;
  }

  private static boolean isMark(char c) {
    return c < MARK.length && MARK[c];
  }

  /** A period or comma, unless a digit stands before it: {@code ([^0-9])([.,])}. */
  private static int afterNonDigits(char[] text, int length, char[] out) {
    int to = 0;
    for (int i = 0; i < length; i++) {
      char c = text[i];
      out[to++] = c;
      if (i + 1 < length && isPoint(text[i + 1]) && !isDigit(c)) {
        out[to++] = ' ';
        out[to++] = text[++i];
        out[to++] = ' ';
      }
    }
    return to;
  }

  /** A period or comma, unless a digit stands behind it: {@code ([.,])([^0-9])}. */
  private static int beforeNonDigits(char[] text, int length, char[] out) {
    int to = 0;
    for (int i = 0; i < length; i++) {
      char c = text[i];
      if (isPoint(c) && i + 1 < length && !isDigit(text[i + 1])) {
        out[to++] = ' ';
        out[to++] = c;
        out[to++] = ' ';
        out[to++] = text[++i];
      } else {
        out[to++] = c;
      }
    }
    return to;
  }

  /** A hyphen behind a digit: {@code ([0-9])(-)}. */
  private static int hyphens(char[] text, int length, char[] out) {
    int to = 0;
    for (int i = 0; i < length; i++) {
      char c = text[i];
      out[to++] = c;
      if (i + 1 < length && text[i + 1] == '-' && isDigit(c)) {
        out[to++] = ' ';
        out[to++] = text[++i];
        out[to++] = ' ';
      }
    }
    return to;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isPoint(char c) {
    return c == '.' || c == ',';
  }
}
