package org.translatenas.translate.score;

/** Every code point a word. */
public final class TokenizerChar implements ScoreTokenizer {
  @Override
  public String tokenize(String line) {
    StringBuilder spaced = new StringBuilder(2 * line.length());
    line.codePoints().forEach(c -> spaced.appendCodePoint(c).append(' '));
    return spaced.toString();
  }

  @Override
  public String name() {
    return "char";
  }
}
