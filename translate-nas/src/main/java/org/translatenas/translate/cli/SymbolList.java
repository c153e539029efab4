package org.translatenas.translate.cli;

import java.util.ArrayList;
import java.util.List;

/** Symbols with commas between, as SentencePiece reads them. */
final class SymbolList {
  private SymbolList() {}

  /**
   * The symbols of {@code text}. One that begins with a double quote ends with the next, what
   * follows up to a comma counts for nothing, and two double quotes inside stand for one. Behind a
   * last comma nothing need stand; an empty text has none.
   */
  static List<String> of(String text) {
    List<String> symbols = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '"') {
        StringBuilder quoted = new StringBuilder();
        for (i++; i < text.length(); i++) {
          if (text.charAt(i) == '"' && (++i == text.length() || text.charAt(i) != '"')) {
            break;
          }
          quoted.append(text.charAt(i));
        }
        symbols.add(quoted.toString());
        i = commaFrom(text, i);
      } else {
        int end = commaFrom(text, i);
        symbols.add(text.substring(i, end));
        i = end;
      }
    }
    return symbols;
  }

  private static int commaFrom(String text, int from) {
    int comma = text.indexOf(',', from);
    return comma < 0 ? text.length() : comma;
  }
}
