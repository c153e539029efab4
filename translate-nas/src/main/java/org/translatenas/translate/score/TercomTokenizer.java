package org.translatenas.translate.score;

import java.util.List;
import java.util.regex.Pattern;

/** The words of TER, as Tercom cuts them (its Normalizer, in the form that sacreBLEU 2.6 has). */
record TercomTokenizer(
    boolean normalized, boolean noPunct, boolean asianSupport, boolean caseSensitive) {
  private record Rule(Pattern pattern, String replacement) {
    static Rule of(String pattern, String replacement) {
      return new Rule(Pattern.compile(pattern), replacement);
    }

    String apply(String text) {
      return pattern.matcher(text).replaceAll(replacement);
    }
  }

  private static final List<Rule> XML =
      List.of(
          Rule.of("&quot;", "\""),
          Rule.of("&amp;", "&"),
          Rule.of("&lt;", "<"),
          Rule.of("&gt;", ">"));

  private static final List<Rule> WESTERN =
      List.of(
          Rule.of("([\\x7B-\\x7E\\x5B-\\x60\\x20-\\x26\\x28-\\x2B\\x3A-\\x40/])", " $1 "),
          Rule.of("'s ", " 's "),
          Rule.of("'s$", " 's"),
          Rule.of("([^0-9])([.,])", "$1 $2 "),
          Rule.of("([.,])([^0-9])", " $1 $2"),
          Rule.of("([0-9])(-)", "$1 $2 "));

  private static final String ASIAN_MARKS =
      "([\\u3001\\u3002\\u3008-\\u3011\\u3014-\\u301f\\uff61-\\uff65\\u30fb])";
  private static final String WIDE_MARKS =
      "([\\uff0e\\uff0c\\uff1f\\uff1a\\uff1b\\uff01\\uff02\\uff08\\uff09])";

  /**
   * Each character apart. (Tercom's three rules for kana need one at the beginning of the line,
   * where normalisation has put a space: they never apply.)
   */
  private static final List<Rule> ASIAN =
      List.of(
          Rule.of("([\\u4e00-\\u9fff\\u3400-\\u4dbf])", " $1 "),
          Rule.of("([\\u31c0-\\u31ef\\u2e80-\\u2eff])", " $1 "),
          Rule.of("([\\u3300-\\u33ff\\uf900-\\ufaff\\ufe30-\\ufe4f])", " $1 "),
          Rule.of("([\\u3200-\\u3f22])", " $1 "),
          Rule.of(ASIAN_MARKS, " $1 "),
          Rule.of(WIDE_MARKS, " $1 "));

  private static final List<Rule> NO_MARKS = List.of(Rule.of("[.,?:;!\"()]", ""));
  private static final List<Rule> NO_ASIAN_MARKS =
      List.of(Rule.of(ASIAN_MARKS, ""), Rule.of(WIDE_MARKS, ""));

  /** The words of a line. */
  List<String> words(String line) {
    String text = PythonText.stripRight(line);
    if (!caseSensitive) {
      text = PythonText.lower(text);
    }
    if (normalized && !text.isEmpty()) {
      text = apply(WESTERN, " " + apply(XML, text) + " ");
      if (asianSupport) {
        text = apply(ASIAN, text);
      }
    }
    if (noPunct) {
      text = apply(NO_MARKS, text);
      if (asianSupport) {
        text = apply(NO_ASIAN_MARKS, text);
      }
    }
    return PythonText.split(text);
  }

  private static String apply(List<Rule> rules, String text) {
    String result = text;
    for (Rule rule : rules) {
      result = rule.apply(result);
    }
    return result;
  }
}
