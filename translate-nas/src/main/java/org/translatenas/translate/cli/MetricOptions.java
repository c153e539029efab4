package org.translatenas.translate.cli;

import java.util.List;
import org.translatenas.training.UserException;
import org.translatenas.translate.score.Bleu;
import org.translatenas.translate.score.Chrf;
import org.translatenas.translate.score.Metric;
import org.translatenas.translate.score.ScoreTokenizer;
import org.translatenas.translate.score.Smoothing;
import org.translatenas.translate.score.Ter;
import picocli.CommandLine.Option;

/** How each metric is computed: options named as sacreBLEU's. */
final class MetricOptions {
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
      defaultValue = "13a",
      paramLabel = "NAME",
      description = "BLEU: 13a (default), intl, char, zh or none.")
  private String tokenize;

  @Option(
      names = {"-lc", "--lowercase"},
      description = "BLEU: ignore case.")
  private boolean lowercase;

  @Option(
      names = "--chrf-char-order",
      defaultValue = "6",
      paramLabel = "N",
      description = "chrF: longest n-grams of characters (default: 6).")
  private int chrfCharOrder;

  @Option(
      names = "--chrf-word-order",
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

  /** The metric called bleu, chrf or ter. */
  Metric metric(String name) {
    Choices.check("-m", name, List.of("bleu", "chrf", "ter"));
    return switch (name) {
      case "bleu" -> bleu();
      case "chrf" -> chrf();
      default -> new Ter(terNormalized, terNoPunct, terAsianSupport, terCaseSensitive);
    };
  }

  private Bleu bleu() {
    Choices.check("-tok", tokenize, ScoreTokenizer.names());
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
    return new Bleu(ScoreTokenizer.named(tokenize).orElseThrow(), smoothing, lowercase, false);
  }

  private Chrf chrf() {
    if (chrfCharOrder < 1 || chrfWordOrder < 0 || chrfBeta < 0) {
      throw UserException.usage(
          "--chrf-char-order must be 1 or more, --chrf-word-order and --chrf-beta 0 or more");
    }
    return new Chrf(
        chrfCharOrder, chrfWordOrder, chrfBeta, chrfLowercase, chrfWhitespace, chrfEpsSmoothing);
  }
}
