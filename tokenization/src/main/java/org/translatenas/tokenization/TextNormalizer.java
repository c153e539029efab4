package org.translatenas.tokenization;

import java.util.List;

/**
 * Changes text before it is segmented: character rules, then spaces. User-defined symbols pass
 * through unchanged. Immutable.
 *
 * <p>Source: SentencePiece's {@code doc/normalization.md}; the order of the rules, and the oddities
 * where they meet, are those of its {@code Normalizer}.
 */
final class TextNormalizer {
  static final char SPACE_SYMBOL = '\u2581';

  private final NormalizerSpec spec;
  private final CharsMap charsMap;
  private final SymbolMatcher symbols;
  private final boolean spaceAsSuffix;
  private final char space;

  TextNormalizer(
      NormalizerSpec spec, CharsMap charsMap, SymbolMatcher symbols, boolean spaceAsSuffix) {
    this.spec = spec;
    this.charsMap = charsMap;
    this.symbols = symbols;
    this.spaceAsSuffix = spaceAsSuffix;
    this.space = spec.escapeWhitespaces() ? SPACE_SYMBOL : ' ';
  }

  /** Without user-defined symbols, for text that was decoded. */
  static TextNormalizer forDecodedText(NormalizerSpec spec) throws ModelFormatException {
    return new TextNormalizer(
        spec,
        CharsMap.parse(spec.precompiledCharsmap(), "denormaliser"),
        new SymbolMatcher(List.of()),
        false);
  }

  String normalize(String input) {
    String text = Utf8.repaired(input);
    int start = spec.removeExtraWhitespaces() ? skipSpaces(text) : 0;
    if (start == text.length()) {
      return "";
    }
    StringBuilder out = new StringBuilder(text.length() + 8);
    if (spec.addDummyPrefix() && !spaceAsSuffix) {
      out.append(space);
    }
    boolean dropSpace = spec.removeExtraWhitespaces();
    for (int i = start; i < text.length(); ) {
      int symbol = symbols.longestAt(text, i);
      long rule = symbol == 0 ? charsMap.longestAt(text, i) : CharsMap.NO_RULE;
      if (rule != CharsMap.NO_RULE) {
        dropSpace = append(charsMap.target(rule), dropSpace, out);
        i += CharsMap.length(rule);
      } else if (symbol == 0 && text.charAt(i) != ' ') {
        out.append(text.charAt(i));
        dropSpace = false;
        i += 1;
        // The second half of a pair has no rule of its own.
        if (i < text.length() && Character.isLowSurrogate(text.charAt(i))) {
          out.append(text.charAt(i++));
        }
      } else {
        int length = Math.max(symbol, 1);
        dropSpace = append(text.substring(i, i + length), dropSpace, out);
        i += length;
      }
    }
    if (spec.removeExtraWhitespaces()) {
      while (!out.isEmpty() && out.charAt(out.length() - 1) == space) {
        out.setLength(out.length() - 1);
      }
    }
    if (spec.addDummyPrefix() && spaceAsSuffix) {
      out.append(space);
    }
    return out.toString();
  }

  private int skipSpaces(String text) {
    int i = 0;
    while (i < text.length()) {
      int symbol = symbols.longestAt(text, i);
      long rule = symbol == 0 ? charsMap.longestAt(text, i) : CharsMap.NO_RULE;
      int length = rule != CharsMap.NO_RULE ? CharsMap.length(rule) : Math.max(symbol, 1);
      String target =
          rule != CharsMap.NO_RULE ? charsMap.target(rule) : text.substring(i, i + length);
      if (!target.equals(" ")) {
        break;
      }
      i += length;
    }
    return i;
  }

  /** Appends with spaces escaped; returns whether a space that follows is to be dropped. */
  private boolean append(String piece, boolean dropSpace, StringBuilder out) {
    int from = 0;
    while (dropSpace && from < piece.length() && piece.charAt(from) == ' ') {
      from++;
    }
    if (from == piece.length()) {
      return dropSpace;
    }
    for (int i = from; i < piece.length(); i++) {
      char unit = piece.charAt(i);
      out.append(unit == ' ' ? space : unit);
    }
    return spec.removeExtraWhitespaces() && piece.endsWith(" ");
  }
}
