package org.translatenas.translate.score;

/**
 * What mteval-v13a.pl does for Western languages, shared by {@link Tokenizer13a} and {@link
 * TokenizerZh}: ASCII punctuation becomes words of its own, but not the period and comma within a
 * number, and the hyphen only behind a digit.
 *
 * <p>Each pass is one substitution of the script, from left to right without overlap, so that two
 * marks in a row are treated as there. Working on UTF-16 units is the same as working on code
 * points: every mark is ASCII, and half a surrogate pair is as little a digit as the whole.
 */
final class WesternPunctuation {
  private WesternPunctuation() {}

  static String separate(String line) {
    return hyphens(beforeNonDigits(afterNonDigits(marks(line))));
  }

  /** Space around every mark except period, comma, hyphen and apostrophe. */
  private static String marks(String line) {
    StringBuilder out = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (isMark(c)) {
        out.append(' ').append(c).append(' ');
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isMark(char c) {
    return (c >= '{' && c <= '~')
        || (c >= '[' && c <= '`')
        || (c >= ' ' && c <= '&')
        || (c >= '(' && c <= '+')
        || (c >= ':' && c <= '@')
        || c == '/';
  }

  /** A period or comma, unless a digit stands before it: {@code ([^0-9])([.,])}. */
  private static String afterNonDigits(String line) {
    StringBuilder out = new StringBuilder(line.length() + 16);
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (!isDigit(c) && i + 1 < line.length() && isPoint(line.charAt(i + 1))) {
        out.append(c).append(' ').append(line.charAt(i + 1)).append(' ');
        i += 2;
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  /** A period or comma, unless a digit stands behind it: {@code ([.,])([^0-9])}. */
  private static String beforeNonDigits(String line) {
    StringBuilder out = new StringBuilder(line.length() + 16);
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (isPoint(c) && i + 1 < line.length() && !isDigit(line.charAt(i + 1))) {
        out.append(' ').append(c).append(' ').append(line.charAt(i + 1));
        i += 2;
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  /** A hyphen behind a digit: {@code ([0-9])(-)}. */
  private static String hyphens(String line) {
    StringBuilder out = new StringBuilder(line.length() + 16);
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (isDigit(c) && i + 1 < line.length() && line.charAt(i + 1) == '-') {
        out.append(c).append(" - ");
        i += 2;
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isPoint(char c) {
    return c == '.' || c == ',';
  }
}
