package org.translatenas.translate.testset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.translatenas.training.UserException;
import org.translatenas.translate.score.PythonText;

/**
 * The segments of one SGM file, the form of WMT's test sets until 2020 and of NIST's: a tag {@code
 * <doc docid="…" genre="…" origlang="…" sysid="…">} before each document and a line {@code <seg
 * id="…">…</seg>} for each segment. It is no XML: {@code &} need not be escaped, and escapes stay
 * as they are, for the scores' tokenizers read them.
 *
 * @param texts of the segments, white space made single
 * @param attributes of their documents, by name, "" where there is none
 */
record SgmFile(List<String> texts, Map<String, List<String>> attributes) {
  static final List<String> ATTRIBUTES = List.of("docid", "genre", "origlang", "sysid");

  private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)\\s*=\\s*\"([^\"]*)\"");
  private static final String END = "</seg>";

  /**
   * Reads lines.
   *
   * @param name of the file, for messages
   */
  static SgmFile parse(List<String> lines, String name) {
    SgmFile file = new SgmFile(new ArrayList<>(), new LinkedHashMap<>());
    Map<String, String> document = new LinkedHashMap<>();
    for (String attribute : ATTRIBUTES) {
      document.put(attribute, "");
      file.attributes.put(attribute, new ArrayList<>());
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).stripLeading();
      String small = line.toLowerCase(Locale.ROOT);
      String tag = small.substring(0, Math.min(5, small.length()));
      if (small.indexOf("<seg", 1) >= 0) {
        throw UserException.data(
            "%s:%d: has a <seg> that does not begin the line; put each on a line of its own"
                .formatted(name, i + 1));
      }
      if (tag.equals("<doc ")) {
        Matcher found = ATTRIBUTE.matcher(line);
        while (found.find()) {
          document.replace(found.group(1).toLowerCase(Locale.ROOT), found.group(2));
        }
      } else if (tag.equals("<seg ") || tag.equals("<seg>")) {
        file.texts.add(text(line, name, i + 1));
        document.forEach((attribute, value) -> file.attributes.get(attribute).add(value));
      }
    }
    if (file.texts.isEmpty()) {
      throw UserException.data(name + ": has no line that begins with <seg>; it is no SGM file");
    }
    return file;
  }

  private static String text(String line, String name, int number) {
    int begin = line.indexOf('>') + 1;
    int end = line.length() - END.length(); // of the line itself: small letters may be more
    while (end >= begin && !line.regionMatches(true, end, END, 0, END.length())) {
      end--;
    }
    if (begin == 0 || end < begin) {
      throw UserException.data(
          "%s:%d: has a <seg> without its </seg>; each segment is one line <seg id=\"1\">…</seg>"
              .formatted(name, number));
    }
    return single(line.substring(begin, end) + line.substring(end + END.length()));
  }

  /** The text with single spaces between its words. */
  static String single(String text) {
    return String.join(" ", PythonText.split(text));
  }
}
