package org.translatenas.translate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.translatenas.tokenization.ModelType;
import org.translatenas.tokenization.SentencePieceModel;
import org.translatenas.tokenization.TrainerOptions;
import org.translatenas.training.UserException;
import org.translatenas.translate.data.SentencePieceTokenizerTrainer;
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
      description = "bpe (default here) or unigram.")
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

  @Option(
      names = "--seed_sentencepiece_size",
      defaultValue = "1000000",
      description = "unigram: most substrings to begin with (default: 1000000).")
  private int seedPieces;

  @Option(
      names = "--shrinking_factor",
      defaultValue = "0.75",
      description = "unigram: share of pieces that a pruning leaves (default: 0.75).")
  private double shrinkingFactor;

  @Option(
      names = "--num_sub_iterations",
      defaultValue = "2",
      description = "unigram: EM steps before each pruning (default: 2).")
  private int subIterations;

  @Option(
      names = "--num_threads",
      defaultValue = "0",
      description = "Threads (default: 0, one a core); the model does not depend on them.")
  private int threads;

  @Override
  public Integer call() throws IOException {
    Choices.check("--model_type", type, List.of("bpe", "unigram"));
    if (threads < 0) {
      throw UserException.usage("--num_threads must be at least 0, not " + threads);
    }
    SentencePieceModel model = train();
    Path file = prefix.resolveSibling(prefix.getFileName() + ".model");
    model.write(file);
    model.writeVocabulary(prefix.resolveSibling(prefix.getFileName() + ".vocab"));
    System.err.println("wrote " + file);
    return 0;
  }

  private SentencePieceModel train() {
    try (TrainingLines lines = new TrainingLines(input)) {
      TrainerOptions options =
          TrainerOptions.builder(ModelType.valueOf(type.toUpperCase(Locale.ROOT)), size)
              .characterCoverage(coverage)
              .ids(unkId, bosId, eosId, padId)
              .symbols(control, userDefined)
              .byteFallback(byteFallback)
              .maxSentenceLength(maxSentenceLength)
              .maxPieceLength(maxPieceLength)
              .splitBy(splitByWhitespace, splitByScript, splitByNumber)
              .normalization(normalization)
              .seedPieces(seedPieces)
              .shrinkingFactor(shrinkingFactor)
              .subIterations(subIterations)
              .build();
      return SentencePieceTokenizerTrainer.train(
          () -> lines,
          options,
          threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
    } catch (IllegalArgumentException e) { // a vocabulary or an option that cannot be had
      throw UserException.usage("train-tokenizer: " + e.getMessage());
    }
  }
}
