package org.translatenas.translate.score;

import java.util.List;
import java.util.Optional;

/** How a score cuts a line into words: a function from a line to words between white space. */
public interface ScoreTokenizer {
  /** All tokenizers, the default first. */
  List<ScoreTokenizer> ALL =
      List.of(
          new Tokenizer13a(),
          new TokenizerIntl(),
          new TokenizerChar(),
          new TokenizerZh(),
          new TokenizerNone());

  /** The line with white space between its words. */
  String tokenize(String line);

  /** The name in options and signatures. */
  String name();

  /** The tokenizer of this name. */
  static Optional<ScoreTokenizer> named(String name) {
    return ALL.stream().filter(tokenizer -> tokenizer.name().equals(name)).findFirst();
  }

  /** All names. */
  static List<String> names() {
    return ALL.stream().map(ScoreTokenizer::name).toList();
  }
}
