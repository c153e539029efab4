package org.translatenas.translate.cli;

import java.util.List;
import java.util.Optional;
import org.translatenas.training.UserException;
import org.translatenas.translate.score.Bleu;
import org.translatenas.translate.score.Chrf;
import org.translatenas.translate.score.Metric;
import org.translatenas.translate.score.MosesTokenizer;
import org.translatenas.translate.score.ScoreTokenizer;
import org.translatenas.translate.score.Smoothing;
import org.translatenas.translate.score.Ter;
import org.translatenas.translate.score.TokenizedBleu;
import picocli.CommandLine.Option;

/** How each metric is computed: options named as sacreBLEU's. */
final class MetricOptions {
  private static final String TOKENIZED = "tokenized-bleu";

  /** The metrics, in the order in which they are printed. */
  static final List<String> NAMES = List.of("bleu", "chrf", "ter", TOKENIZED);

  @Option(
      names = {"-s", "--smooth-method"},
      defaultValue = "exp",
      paramLabel = "METHOD",
      description = "BLEU: none, floor, add-k or exp (default).")
  private String smoothMethod;

  @Option(
      names = {"-sv", "--smooth-value"},
      paramLabel = "NUMBER",
      description = "BLEU: for floor (default 0.1) and add-k (default 1).")
  private Double smoothValue;

  @Option(
      names = {"-tok", "--tokenize"},
      paramLabel = "NAME",
      description = "BLEU: 13a, intl, char, zh or none (default: zh into Chinese, otherwise 13a).")
  private String tokenize;

  @Option(
      names = {"-lc", "--lowercase"},
      description = "BLEU, both kinds: ignore case.")
  private boolean lowercase;

  @Option(
      names = {"-cc", "--chrf-char-order"},
      defaultValue = "6",
      paramLabel = "N",
      description = "chrF: longest n-grams of characters (default: 6).")
  private int chrfCharOrder;

  @Option(
      names = {"-cw", "--chrf-word-order"},
      defaultValue = "0",
      paramLabel = "N",
      description = "chrF: longest n-grams of words; 2 is chrF++ (default: 0).")
  private int chrfWordOrder;

  @Option(
      names = "--chrf-beta",
      defaultValue = "2",
      paramLabel = "N",
      description = "chrF: weight of recall against precision (default: 2).")
  private int chrfBeta;

  @Option(names = "--chrf-whitespace", description = "chrF: spaces are characters.")
  private boolean chrfWhitespace;

  @Option(names = "--chrf-lowercase", description = "chrF: ignore case.")
  private boolean chrfLowercase;

  @Option(
      names = "--chrf-eps-smoothing",
      description = "chrF: smooth as chrF++.py, NLTK and Moses do.")
  private boolean chrfEpsSmoothing;

  @Option(names = "--ter-case-sensitive", description = "TER: case counts.")
  private boolean terCaseSensitive;

  @Option(
      names = "--ter-asian-support",
      description = "TER: the next two treat CJK characters too.")
  private boolean terAsianSupport;

  @Option(names = "--ter-no-punct", description = "TER: remove punctuation.")
  private boolean terNoPunct;

  @Option(
      names = "--ter-normalized",
      description = "TER: read XML escapes and split punctuation off.")
  private boolean terNormalized;

  /**
   * The metric of a name.
   *
   * @param target language that is translated to, or ""
   * @param singly whether sentences are scored one by one
   */
  Metric metric(String name, String target, boolean singly) {
    Choices.check("-m", name, NAMES);
    return switch (name) {
      case "bleu" -> bleu(target, singly);
      case "chrf" -> chrf();
      case "ter" -> new Ter(terNormalized, terNoPunct, terAsianSupport, terCaseSensitive);
      default -> tokenizedBleu(target);
    };
  }

  /** The tokenizer asked for, or the one that goes with a target language. */
  private String tokenizer(String target) {
    if (tokenize != null) {
      Choices.check("-tok", tokenize, ScoreTokenizer.names());
      return tokenize;
    }
    if (target.equals("ja") || target.equals("ko")) {
      throw UserException.usage(
          ("-l: BLEU into %s is computed with a morphological analyser, which is not here; give"
                  + " -tok char, say so with the score, or use -m chrf")
              .formatted(target));
    }
    return target.equals("zh") ? "zh" : "13a";
  }

  /**
   * What is to be said of the tokenizer for BLEU into a language, of a published test set or not.
   */
  Optional<String> warning(String target, boolean published) {
    if (published && "none".equals(tokenize)) {
      return Optional.of(
          "-tok none: scores of tokenized text do not compare with published ones on this test set");
    }
    boolean cutsWords = tokenize == null || List.of("zh", "char").contains(tokenize);
    return List.of("zh", "ja", "ko").contains(target) && !cutsWords
        ? Optional.of("-tok %s: does not find the words of '%s'".formatted(tokenize, target))
        : Optional.empty();
  }

  private Bleu bleu(String target, boolean singly) {
    String tokenizer = tokenizer(target);
    Choices.check("-s", smoothMethod, Smoothing.Method.labels());
    Smoothing.Method method = Smoothing.Method.named(smoothMethod).orElseThrow();
    Smoothing smoothing = Smoothing.of(method);
    if (smoothValue != null) {
      if (!method.hasValue() || smoothValue < 0 || !Double.isFinite(smoothValue)) {
        throw UserException.usage(
            "-sv " + smoothValue + ": must be 0 or more, and goes with -s floor or -s add-k");
      }
      smoothing = new Smoothing(method, smoothValue);
    }
    return new Bleu(ScoreTokenizer.named(tokenizer).orElseThrow(), smoothing, lowercase, singly);
  }

  private TokenizedBleu tokenizedBleu(String target) {
    String language = target.isEmpty() ? "de" : target;
    if (!MosesTokenizer.LANGUAGES.contains(language)) {
      throw UserException.usage(
          "-m %s: is for the target languages %s, not %s"
              .formatted(TOKENIZED, String.join(", ", MosesTokenizer.LANGUAGES), language));
    }
    return new TokenizedBleu(language, lowercase);
  }

  private Chrf chrf() {
    boolean orders = chrfCharOrder >= 0 && chrfWordOrder >= 0 && chrfCharOrder + chrfWordOrder > 0;
    if (!orders || chrfBeta < 0) {
      throw UserException.usage(
          "--chrf-char-order and --chrf-word-order must be 0 or more, not both 0, and --chrf-beta 0"
              + " or more");
    }
    return new Chrf(
        chrfCharOrder, chrfWordOrder, chrfBeta, chrfLowercase, chrfWhitespace, chrfEpsSmoothing);
  }
}
