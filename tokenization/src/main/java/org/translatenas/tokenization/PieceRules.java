package org.translatenas.tokenization;

import java.lang.Character.UnicodeScript;

/** Which texts may become a piece. */
final class PieceRules {
  private static final int PROLONGED_SOUND_MARK = 0x30FC;

  private final int maxLength;
  private final boolean splitByWhitespace;
  private final boolean splitByUnicodeScript;
  private final boolean splitByNumber;
  private final boolean splitDigits;

  PieceRules(TrainerOptions options) {
    maxLength = options.maxPieceLength();
    splitByWhitespace = options.splitByWhitespace();
    splitByUnicodeScript = options.splitByUnicodeScript();
    splitByNumber = options.splitByNumber();
    splitDigits = options.splitDigits();
  }

  int maxLength() {
    return maxLength;
  }

  boolean allow(int[] characters) {
    return allow(characters, 0, characters.length);
  }

  /** Whether the characters from {@code begin} to {@code end} may become a piece. */
  boolean allow(int[] characters, int begin, int end) {
    if (end - begin > maxLength) {
      return false;
    }
    // Null stands for "fits any".
    UnicodeScript before = null;
    for (int i = begin; i < end; i++) {
      int character = characters[i];
      if (character == TrainingText.UNKNOWN_CHARACTER
          || character == TrainingText.SYMBOL_CHARACTER
          || character == 0
          || (splitDigits && isDigit(character) && end - begin > 1)) {
        return false;
      }
      if (character == TextNormalizer.SPACE_SYMBOL) {
        if (i > begin && (splitByWhitespace || i == end - 1)) {
          return false;
        }
        continue;
      }
      UnicodeScript script = scriptOf(character, before);
      if (splitByUnicodeScript && script != null && before != null && script != before) {
        return false;
      }
      before = script;
    }
    return true;
  }

  private UnicodeScript scriptOf(int character, UnicodeScript before) {
    if (!splitByNumber && isDigit(character)) {
      return null;
    }
    if (character == PROLONGED_SOUND_MARK) {
      return UnicodeScript.HAN;
    }
    UnicodeScript script = UnicodeScript.of(character);
    return switch (script) {
      // One Japanese word may mix them.
      case HIRAGANA, KATAKANA -> UnicodeScript.HAN;
      case INHERITED -> before;
      case UNKNOWN -> UnicodeScript.COMMON;
      default -> script;
    };
  }

  /** ASCII and full-width digits. */
  private static boolean isDigit(int character) {
    return (character >= '0' && character <= '9') || (character >= 0xFF10 && character <= 0xFF19);
  }
}
