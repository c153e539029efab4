package org.translatenas.translate.score;

/**
 * Full-width and typographic punctuation as ASCII, with the replacements of Moses'
 * replace-unicode-punctuation.perl.
 */
final class AsciiPunctuation {
  private static final String FROM = "，、”“∶：？《》）！（；１」「０３２５６９７８４～’━〈〉【】％";

  /** A full-width one becomes a quotation mark, in Moses' script as here. */
  private static final String TO = ",,\"\"::?\"\")!(;\"\"\"032569784~'-<>[]%";

  private AsciiPunctuation() {}

  static String replace(String line) {
    StringBuilder out = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      int known = c < 0x80 ? -1 : FROM.indexOf(c);
      if (known >= 0) {
        out.append(TO.charAt(known));
      } else if (c == '…') {
        out.append("...");
      } else if (c == '。' || c == '．') {
        out.append(". ");
        while (i + 1 < line.length() && line.charAt(i + 1) == ' ') {
          i++;
        }
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
