package org.translatenas.translate.score;

/**
 * The international tokenization of mteval-v14.pl: Unicode punctuation and symbols become words of
 * their own, but not punctuation between numbers.
 */
public final class TokenizerIntl implements ScoreTokenizer {
  @Override
  public String tokenize(String line) {
    return symbols(beforeNonNumbers(afterNonNumbers(line)));
  }

  @Override
  public String name() {
    return "intl";
  }

  /** Punctuation, unless a number stands before it: {@code (\P{N})(\p{P})}. */
  private static String afterNonNumbers(String line) {
    int[] text = line.codePoints().toArray();
    StringBuilder out = new StringBuilder(line.length() + 16);
    int i = 0;
    while (i < text.length) {
      out.appendCodePoint(text[i]);
      if (i + 1 < text.length
          && UnicodeClass.of(text[i]) != UnicodeClass.NUMBER
          && UnicodeClass.of(text[i + 1]) == UnicodeClass.PUNCTUATION) {
        out.append(' ').appendCodePoint(text[i + 1]).append(' ');
        i++;
      }
      i++;
    }
    return out.toString();
  }

  /** Punctuation, unless a number stands behind it: {@code (\p{P})(\P{N})}. */
  private static String beforeNonNumbers(String line) {
    int[] text = line.codePoints().toArray();
    StringBuilder out = new StringBuilder(line.length() + 16);
    int i = 0;
    while (i < text.length) {
      if (i + 1 < text.length
          && UnicodeClass.of(text[i]) == UnicodeClass.PUNCTUATION
          && UnicodeClass.of(text[i + 1]) != UnicodeClass.NUMBER) {
        out.append(' ').appendCodePoint(text[i]).append(' ').appendCodePoint(text[i + 1]);
        i++;
      } else {
        out.appendCodePoint(text[i]);
      }
      i++;
    }
    return out.toString();
  }

  private static String symbols(String line) {
    StringBuilder out = new StringBuilder(line.length() + 16);
    line.codePoints()
        .forEach(
            c -> {
              if (UnicodeClass.of(c) == UnicodeClass.SYMBOL) {
                out.append(' ').appendCodePoint(c).append(' ');
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}
