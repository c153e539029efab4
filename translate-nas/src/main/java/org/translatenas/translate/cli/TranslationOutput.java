package org.translatenas.translate.cli;

import java.util.List;
import java.util.Locale;
import org.translatenas.training.UserException;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.decode.TranslationFormat;
import org.translatenas.translate.decode.TranslationFormat.Alignment;
import picocli.CommandLine.Option;

/** What is written of translations. */
final class TranslationOutput {
  @Option(
      names = {"--nbest", "--n-best"},
      defaultValue = "1",
      paramLabel = "N",
      description =
          "So many translations of each line, at most the beam, or so many drawn with --sampling;"
              + " more than one are printed as lines 'NUMBER ||| TRANSLATION ||| SCORE', numbers"
              + " from 0.")
  private int count;

  @Option(
      names = "--output-format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      description =
          "text (default), or json: for each line an object with line number, source and"
              + " translations, each with text, score, log probability and number of pieces.")
  private String format;

  @Option(
      names = "--print-alignment",
      arity = "0..1",
      fallbackValue = "hard",
      defaultValue = "none",
      paramLabel = "HOW",
      description =
          "What each piece looked at in the source: hard (also without a value): ' ||| ' and pairs"
              + " SOURCE-TARGET of piece numbers; soft: for each piece the whole attention. It is"
              + " the mean of the heads of the last cross attention.")
  private String alignment;

  @Option(
      names = "--print-token-scores",
      description = "With --output-format json: the pieces and their log probabilities.")
  private boolean tokenScores;

  @Option(
      names = "--replace-unk",
      description = "In place of an unknown piece, the source piece that it looked at most.")
  private boolean replaceUnknown;

  /** Refuses what cannot be. */
  void check(DecodeConfig config) {
    Choices.check("--output-format", format, List.of("text", "json"));
    Choices.check("--print-alignment", alignment, List.of("none", "hard", "soft"));
    if (tokenScores && !json()) {
      throw UserException.usage("--print-token-scores goes with --output-format json");
    }
    if (count < 1) {
      throw UserException.usage("--nbest %d: must be at least 1".formatted(count));
    }
    if (count > config.beam() && !config.sampling()) {
      throw UserException.usage(
          "--nbest %d: is more than the beam, %d; raise --beam".formatted(count, config.beam()));
    }
  }

  /** Refuses what is of no use where nothing is translated. */
  void checkScoring() {
    if (count > 1 || attention() || replaceUnknown) {
      throw UserException.usage(
          "--nbest, --print-alignment and --replace-unk are of no use with --score-reference, which"
              + " translates nothing; leave them away");
    }
  }

  boolean json() {
    return format.equals("json");
  }

  /** Whether attention is written. */
  boolean attention() {
    return alignment() != Alignment.NONE;
  }

  boolean replaceUnknown() {
    return replaceUnknown;
  }

  private Alignment alignment() {
    return Alignment.valueOf(alignment.toUpperCase(Locale.ROOT));
  }

  /** The format of translations. */
  TranslationFormat format() {
    return json()
        ? TranslationFormat.json(count, alignment(), tokenScores)
        : TranslationFormat.text(count, alignment());
  }

  /** The format of given translations, of which nobody has seen the attention. */
  TranslationFormat scored() {
    return TranslationFormat.json(1, Alignment.NONE, tokenScores);
  }
}
