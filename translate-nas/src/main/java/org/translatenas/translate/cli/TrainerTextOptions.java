package org.translatenas.translate.cli;

import java.nio.file.Path;
import org.translatenas.tokenization.TrainerOptions;
import picocli.CommandLine.Option;

/** What is done to the training text, and what may become a piece; named as spm_train's. */
final class TrainerTextOptions {
  @Option(
      names = "--character_coverage",
      defaultValue = "0.9995",
      description = "Share of characters that get a piece (default: 0.9995).")
  private double coverage;

  @Option(
      names = "--required_chars",
      defaultValue = "",
      paramLabel = "CHARS",
      description = "Characters that get a piece however rare they are.")
  private String required;

  @Option(
      names = "--required_chars_file",
      paramLabel = "FILE",
      description = "More of them; line ends do not count.")
  private Path requiredFile;

  @Option(
      names = "--normalization_rule_name",
      defaultValue = "nmt_nfkc",
      description = "nmt_nfkc (default), nfkc or identity.")
  private String normalization;

  @Option(
      names = "--add_dummy_prefix",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "A space is put before the text (default: true).")
  private boolean dummyPrefix;

  @Option(
      names = "--remove_extra_whitespaces",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "Leading, trailing and repeated spaces are dropped (default: true).")
  private boolean removeExtraSpaces;

  @Option(
      names = "--max_sentence_length",
      defaultValue = "4192",
      description =
          "In bytes; longer lines are left out, with a warning, one beyond 1 MiB is an error (default:"
              + " 4192).")
  private int maxSentenceLength;

  @Option(
      names = "--max_sentencepiece_length",
      defaultValue = "16",
      description = "In characters (default: 16).")
  private int maxPieceLength;

  @Option(
      names = "--split_by_whitespace",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "A space may only begin a piece (default: true).")
  private boolean splitByWhitespace;

  @Option(
      names = "--split_by_unicode_script",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "A piece keeps to one script (default: true).")
  private boolean splitByScript;

  @Option(
      names = "--split_by_number",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "Digits count as a script of their own (default: true).")
  private boolean splitByNumber;

  @Option(
      names = "--split_digits",
      arity = "0..1",
      fallbackValue = "true",
      description = "Each digit is a piece of its own.")
  private boolean splitDigits;

  void apply(TrainerOptions.Builder builder) {
    String fromFile =
        requiredFile == null ? "" : String.join("", TrainerSymbolOptions.lines(requiredFile));
    builder
        .characterCoverage(coverage)
        .requiredCharacters(required + fromFile)
        .normalization(normalization)
        .spaces(dummyPrefix, removeExtraSpaces)
        .maxSentenceLength(maxSentenceLength)
        .maxPieceLength(maxPieceLength)
        .splitBy(splitByWhitespace, splitByScript, splitByNumber)
        .splitDigits(splitDigits);
  }
}
