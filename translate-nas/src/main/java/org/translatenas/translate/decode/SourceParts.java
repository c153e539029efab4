package org.translatenas.translate.decode;

import java.util.ArrayList;
import java.util.List;

/** Cuts a long source where it does least harm. */
final class SourceParts {
  private static final String SPACE = "\u2581";
  private static final String SENTENCE_ENDS = ".!?;:\u2026\u3002\uff01\uff1f";

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
      if (pieces.get(end).startsWith(SPACE)) {
        String last = pieces.get(end - 1);
        if (SENTENCE_ENDS.indexOf(last.codePointBefore(last.length())) >= 0) {
          return end;
        }
        word = Math.max(word, end);
      }
    }
    return word >= 0 ? word : begin + most;
  }
}
