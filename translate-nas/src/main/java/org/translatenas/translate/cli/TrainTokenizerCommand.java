package org.translatenas.translate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.translatenas.tokenization.BpeTrainer;
import org.translatenas.tokenization.SentencePieceModel;
import org.translatenas.training.UserException;
import org.translatenas.translate.data.BpeTokenizerTrainer;
import org.translatenas.translate.data.TrainingLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code translate-nas train-tokenizer}: options and results as {@code spm_train}'s. */
@Command(
    name = "train-tokenizer",
    description =
        "Trains a SentencePiece model on texts and writes PREFIX.model and PREFIX.vocab; options"
            + " bear the names that spm_train gives them, and its defaults.",
    mixinStandardHelpOptions = true)
final class TrainTokenizerCommand implements Callable<Integer> {
  @Option(
      names = "--input",
      split = ",",
      required = true,
      paramLabel = "FILE",
      description = "Texts, plain or gzip, one sentence a line; commas between several.")
  private List<Path> input;

  @Option(
      names = "--model_prefix",
      required = true,
      paramLabel = "PREFIX",
      description = "Where the model goes.")
  private Path prefix;

  @Option(
      names = "--model_type",
      defaultValue = "bpe",
      paramLabel = "TYPE",
      description = "bpe, the default here.")
  private String type;

  @Option(names = "--vocab_size", defaultValue = "8000", description = "Pieces (default: 8000).")
  private int size;

  @Option(
      names = "--character_coverage",
      defaultValue = "0.9995",
      description = "Share of characters that get a piece (default: 0.9995).")
  private double coverage;

  @Option(
      names = "--normalization_rule_name",
      defaultValue = "nmt_nfkc",
      description = "nmt_nfkc (default), nfkc or identity.")
  private String normalization;

  @Option(names = "--unk_id", defaultValue = "0", description = "Id of <unk> (default: 0).")
  private int unkId;

  @Option(names = "--bos_id", defaultValue = "1", description = "Id of <s> (default: 1).")
  private int bosId;

  @Option(names = "--eos_id", defaultValue = "2", description = "Id of </s> (default: 2).")
  private int eosId;

  @Option(
      names = "--pad_id",
      defaultValue = "-1",
      description = "Id of <pad> (default: -1, none; translation models need one, such as 3).")
  private int padId;

  @Option(names = "--control_symbols", split = ",", description = "Symbols without text.")
  private List<String> control = List.of();

  @Option(names = "--user_defined_symbols", split = ",", description = "Texts kept whole.")
  private List<String> userDefined = List.of();

  @Option(
      names = "--byte_fallback",
      arity = "0..1",
      fallbackValue = "true",
      description = "Unknown text becomes bytes.")
  private boolean byteFallback;

  @Option(
      names = "--max_sentence_length",
      defaultValue = "4192",
      description = "In bytes; longer lines are left out (default: 4192).")
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

  @Override
  public Integer call() throws IOException {
    Choices.check("--model_type", type, List.of("bpe"));
    SentencePieceModel model = train();
    Path file = prefix.resolveSibling(prefix.getFileName() + ".model");
    model.write(file);
    model.writeVocabulary(prefix.resolveSibling(prefix.getFileName() + ".vocab"));
    System.err.println("wrote " + file);
    return 0;
  }

  private SentencePieceModel train() {
    try (TrainingLines lines = new TrainingLines(input)) {
      BpeTrainer.Options options =
          new BpeTrainer.Options(
              size,
              coverage,
              unkId,
              bosId,
              eosId,
              padId,
              control,
              userDefined,
              byteFallback,
              maxSentenceLength,
              maxPieceLength,
              splitByWhitespace,
              splitByScript,
              splitByNumber,
              normalization);
      return BpeTokenizerTrainer.train(() -> lines, options);
    } catch (IllegalArgumentException e) { // a vocabulary or an option that cannot be had
      throw UserException.usage("train-tokenizer: " + e.getMessage());
    }
  }
}
