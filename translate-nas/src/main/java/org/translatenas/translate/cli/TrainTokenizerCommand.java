package org.translatenas.translate.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.translatenas.tokenization.ModelType;
import org.translatenas.tokenization.SentencePieceModel;
import org.translatenas.tokenization.TrainerOptions;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.translate.data.LineSample;
import org.translatenas.translate.data.SentencePieceTokenizerTrainer;
import org.translatenas.translate.data.TrainingLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code translate-nas train-tokenizer}: options and results as {@code spm_train}'s. */
@Command(
    name = "train-tokenizer",
    description =
        "Trains a SentencePiece model on texts and writes PREFIX.model and PREFIX.vocab; options"
            + " bear the names that spm_train gives them, and its defaults, but for --model_type.",
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
      names = "--hard_vocab_limit",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "A text too small for --vocab_size is refused (default: true); with false the model has"
              + " as many pieces as the text gives.")
  private boolean hardLimit;

  @Option(
      names = "--vocabulary_output_piece_score",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "PREFIX.vocab has scores beside the pieces (default: true).")
  private boolean withScores;

  @Option(
      names = "--input_sentence_size",
      defaultValue = "0",
      description =
          "Most lines to train on, of those that are not empty or too long (default: 0, all).")
  private int sampleSize;

  @Option(
      names = "--shuffle_input_sentence",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "They are drawn from all lines (default: true); with false they are the first.")
  private boolean drawn;

  @Option(
      names = "--random_seed",
      defaultValue = "1",
      description = "The same seed, the same lines (default: 1).")
  private long seed;

  @Mixin private TrainerTextOptions text;
  @Mixin private TrainerSymbolOptions symbols;

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

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    SpmTrainOptions.refuse(unmatched, spec.commandLine());
    Choices.check("--model_type", type, List.of("bpe", "unigram"));
    if (threads < 0 || sampleSize < 0) {
      throw UserException.usage(
          "--num_threads and --input_sentence_size must be at least 0, not %d and %d"
              .formatted(threads, sampleSize));
    }
    Path file = output(".model");
    Path vocabulary = output(".vocab");
    AtomicFiles.requireWritable(file);
    AtomicFiles.requireWritable(vocabulary);
    SentencePieceModel model = train();
    AtomicFiles.write(file, model.toByteArray());
    AtomicFiles.write(vocabulary, model.vocabulary(withScores));
    System.err.println("wrote " + file);
    return 0;
  }

  private Path output(String suffix) {
    return prefix.resolveSibling(prefix.getFileName() + suffix);
  }

  private SentencePieceModel train() {
    try (TrainingLines all = new TrainingLines(input)) {
      TrainerOptions.Builder builder =
          TrainerOptions.builder(ModelType.valueOf(type.toUpperCase(Locale.ROOT)), size)
              .hardVocabularyLimit(hardLimit)
              .seedPieces(seedPieces)
              .shrinkingFactor(shrinkingFactor)
              .subIterations(subIterations);
      text.apply(builder);
      symbols.apply(builder);
      TrainerOptions options = builder.build();
      Iterator<String> lines = sampleSize == 0 ? all : sample(all, options);
      return SentencePieceTokenizerTrainer.train(
          () -> lines,
          options,
          threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
    } catch (IllegalArgumentException e) { // a vocabulary or an option that cannot be had
      throw UserException.usage("train-tokenizer: " + SpmTrainOptions.inItsWords(e.getMessage()));
    }
  }

  /** Only lines that a model can be trained on count, as with spm_train. */
  private Iterator<String> sample(TrainingLines all, TrainerOptions options) {
    Iterator<String> usable =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(all, Spliterator.ORDERED), false)
            .filter(options::takes)
            .iterator();
    return LineSample.of(usable, sampleSize, drawn, seed).iterator();
  }
}
