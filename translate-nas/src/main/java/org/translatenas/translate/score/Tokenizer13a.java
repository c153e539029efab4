package org.translatenas.translate.score;

/** The tokenization of mteval-v13a.pl, which WMT uses: the default. */
public final class Tokenizer13a implements ScoreTokenizer {
  @Override
  public String tokenize(String line) {
    String text = line.replace("<skipped>", "").replace("-\n", "").replace("\n", " ");
    if (text.indexOf('&') >= 0) {
      text =
          text.replace("&quot;", "\"")
              .replace("&amp;", "&")
              .replace("&lt;", "<")
              .replace("&gt;", ">");
    }
    return WesternPunctuation.separate(" " + text + " ");
  }

  @Override
  public String name() {
    return "13a";
  }
}
