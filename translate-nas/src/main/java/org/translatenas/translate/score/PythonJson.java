package org.translatenas.translate.score;

/** Texts as Python's {@code json.dumps} writes them. */
final class PythonJson {
  private PythonJson() {}

  /** In quotes, with {@code ensure_ascii=False}. */
  static String text(String text) {
    return quoted(text, false);
  }

  /** In quotes, with nothing but ASCII, Python's default. */
  static String ascii(String text) {
    return quoted(text, true);
  }

  private static String quoted(String text, boolean ascii) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> {
          if (c < ' ' || (ascii && c > '~')) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
