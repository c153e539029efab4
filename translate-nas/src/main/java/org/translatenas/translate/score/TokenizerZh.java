package org.translatenas.translate.score;

/**
 * Chinese characters as words of their own, the rest as {@link Tokenizer13a} without its entities.
 */
public final class TokenizerZh implements ScoreTokenizer {
  /**
   * First and last characters, in pairs. Two of sacreBLEU's ranges were meant for characters
   * outside the basic plane ("u20000" with a backslash is a U+2000 and a zero in Python); what they
   * really cover is U+2001–U+2A6D and U+2F81–U+2FA1, and scores depend on it.
   */
  private static final int[] RANGES = {
    0x3400, 0x4DB5, 0x4E00, 0x9FA5, 0x9FA6, 0x9FBB, 0xF900, 0xFA2D, 0xFA30, 0xFA6A, 0xFA70, 0xFAD9,
    0x2001, 0x2A6D, 0x2F81, 0x2FA1, 0xFF00, 0xFFEF, 0x2E80, 0x2EFF, 0x3000, 0x303F, 0x31C0, 0x31EF,
    0x2F00, 0x2FDF, 0x2FF0, 0x2FFF, 0x3100, 0x312F, 0x31A0, 0x31BF, 0xFE10, 0xFE1F, 0xFE30, 0xFE4F,
    0x2600, 0x26FF, 0x2700, 0x27BF, 0x3200, 0x32FF, 0x3300, 0x33FF,
  };

  @Override
  public String tokenize(String line) {
    StringBuilder spaced = new StringBuilder(2 * line.length());
    PythonText.strip(line)
        .codePoints()
        .forEach(
            c -> {
              if (isChinese(c)) {
                spaced.append(' ').appendCodePoint(c).append(' ');
              } else {
                spaced.appendCodePoint(c);
              }
            });
    return WesternPunctuation.separate(spaced.toString());
  }

  @Override
  public String name() {
    return "zh";
  }

  private static boolean isChinese(int c) {
    for (int i = 0; i < RANGES.length; i += 2) {
      if (c >= RANGES[i] && c <= RANGES[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
