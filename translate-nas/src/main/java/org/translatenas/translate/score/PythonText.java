package org.translatenas.translate.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text as Python's {@code str} splits and strips it. Its white space is larger than Java's:
 * no-break spaces, U+0085 and the information separators U+001C to U+001F belong to it.
 */
public final class PythonText {
  private static final char SIGMA = '\u03A3';

  /** Word_Break = MidLetter, MidNumLet or Single_Quote. */
  private static final String WITHIN_WORDS =
      "':\u00B7\u0387\u055F\u05F4\u2027\uFE13\uFE55\uFF1A.\u2018\u2019\u2024\uFE52\uFF07\uFF0E";

  private PythonText() {}

  /** Python's {@code str.isspace} for one character; none lies outside the basic plane. */
  public static boolean isSpace(char c) {
    if (c < 0x80) {
      return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
    }
    return c == 0x85
        || c == 0xA0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  /**
   * {@code text.lower()}. Java's own differs in Greek: where a capital sigma ends a word it asks
   * its rules for the ends of words, Python Unicode's condition Final_Sigma.
   */
  public static String lower(String text) {
    if (text.indexOf(SIGMA) < 0) {
      return text.toLowerCase(Locale.ROOT);
    }
    StringBuilder lower = new StringBuilder();
    int begin = 0;
    for (int i = text.indexOf(SIGMA); i >= 0; i = text.indexOf(SIGMA, begin)) {
      lower.append(text.substring(begin, i).toLowerCase(Locale.ROOT));
      boolean ends = casedBefore(text, i) && !casedBehind(text, i + 1);
      lower.append(ends ? '\u03C2' : '\u03C3');
      begin = i + 1;
    }
    return lower.append(text.substring(begin).toLowerCase(Locale.ROOT)).toString();
  }

  private static boolean casedBefore(String text, int end) {
    for (int i = end; i > 0; ) {
      int c = text.codePointBefore(i);
      if (!isCaseIgnorable(c)) {
        return isCased(c);
      }
      i -= Character.charCount(c);
    }
    return false;
  }

  private static boolean casedBehind(String text, int begin) {
    for (int i = begin; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (!isCaseIgnorable(c)) {
        return isCased(c);
      }
      i += Character.charCount(c);
    }
    return false;
  }

  private static boolean isCased(int c) {
    return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
  }

  /** Unicode's definition D136. */
  private static boolean isCaseIgnorable(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> WITHIN_WORDS.indexOf(c) >= 0;
    };
  }

  /** {@code text.rstrip()}. */
  public static String stripRight(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** {@code text.strip()}. */
  public static String strip(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.charAt(start))) {
      start++;
    }
    return stripRight(text.substring(start));
  }

  /** {@code text.split()}: the words between runs of white space. */
  public static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < text.length(); i++) {
      if (isSpace(text.charAt(i))) {
        if (start >= 0) {
          words.add(text.substring(start, i));
          start = -1;
        }
      } else if (start < 0) {
        start = i;
      }
    }
    if (start >= 0) {
      words.add(text.substring(start));
    }
    return words;
  }
}
