package org.translatenas.tokenization;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the longest of a few fixed symbols at a place in a text. Immutable. */
final class SymbolMatcher {

  /** By first character, the longest symbol first. */
  private final Map<Character, List<String>> symbols = new HashMap<>();

  SymbolMatcher(Collection<String> symbols) {
    for (String symbol : symbols) {
      this.symbols.computeIfAbsent(symbol.charAt(0), first -> new ArrayList<>()).add(symbol);
    }
    for (List<String> alike : this.symbols.values()) {
      alike.sort(Comparator.comparingInt(String::length).reversed());
    }
  }

  /** The length in chars of the longest symbol at {@code from}, 0 if there is none. */
  int longestAt(String text, int from) {
    if (symbols.isEmpty()) {
      return 0;
    }
    for (String symbol : symbols.getOrDefault(text.charAt(from), List.of())) {
      if (text.startsWith(symbol, from)) {
        return symbol.length();
      }
    }
    return 0;
  }

  /** The text with every symbol in it, from the left, replaced. */
  String replaceAll(String text, String replacement) {
    StringBuilder replaced = null;
    int copied = 0;
    for (int i = 0; i < text.length(); ) {
      int length = longestAt(text, i);
      if (length == 0) {
        i++;
        continue;
      }
      if (replaced == null) {
        replaced = new StringBuilder();
      }
      replaced.append(text, copied, i).append(replacement);
      i += length;
      copied = i;
    }
    return replaced == null ? text : replaced.append(text, copied, text.length()).toString();
  }
}
