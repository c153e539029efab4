package org.translatenas.translate.decode;

import java.util.ArrayList;
import java.util.List;

/** Cuts a long source where it does least harm. */
final class SourceParts {
  private static final String SPACE = "\u2581";
  private static final String ENDS = ".!?;:\u2026";

  /** The same in scripts that put no space behind them: 。！？； and ｡. */
  private static final String WIDE_ENDS = "\u3002\uff01\uff1f\uff1b\uff61";

  /** What may follow the end of a sentence and belongs to it: " ' ) ] ” ’ » 」 』 ）. */
  private static final String CLOSING = "\"')]\u201d\u2019\u00bb\u300d\u300f\uff09";

  private SourceParts() {}

  /**
   * The ends of the parts of {@code pieces}: the last end of a sentence that leaves at most {@code
   * most} pieces and at least half as many, else the last such end of a word, else after {@code
   * most} pieces.
   */
  static List<Integer> ends(List<String> pieces, int most) {
    List<Integer> ends = new ArrayList<>();
    int begin = 0;
    while (pieces.size() - begin > most) {
      begin = end(pieces, begin, most);
      ends.add(begin);
    }
    ends.add(pieces.size());
    return ends;
  }

  private static int end(List<String> pieces, int begin, int most) {
    int word = -1;
    for (int end = begin + most; end > begin + most / 2; end--) {
      boolean newWord = isNewWord(pieces, end);
      if (isOneOf(newWord ? ENDS + WIDE_ENDS : WIDE_ENDS, last(pieces, begin, end))
          && !isOneOf(CLOSING, pieces.get(end).charAt(0))) {
        return end;
      }
      word = newWord ? Math.max(word, end) : word;
    }
    return word >= 0 ? word : begin + most;
  }

  /** Spaces stand before words or, in models that treat them as suffixes, behind. */
  private static boolean isNewWord(List<String> pieces, int place) {
    String before = pieces.get(place - 1);
    return pieces.get(place).startsWith(SPACE) || before.length() > 1 && before.endsWith(SPACE);
  }

  /** The last character from {@code begin} to {@code end} but for what closes, or a space. */
  private static char last(List<String> pieces, int begin, int end) {
    for (int place = end - 1; place >= begin; place--) {
      String piece = pieces.get(place);
      for (int i = piece.length() - 1; i >= 0; i--) {
        if (!isOneOf(CLOSING + SPACE, piece.charAt(i))) {
          return piece.charAt(i);
        }
      }
    }
    return SPACE.charAt(0);
  }

  private static boolean isOneOf(String characters, char character) {
    return characters.indexOf(character) >= 0;
  }
}
