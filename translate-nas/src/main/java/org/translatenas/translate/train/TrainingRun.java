package org.translatenas.translate.train;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.translatenas.reversible.Seeds;
import org.translatenas.reversible.StackSettings;
import org.translatenas.reversible.Torch;
import org.translatenas.tokenization.ModelType;
import org.translatenas.tokenization.SubwordSampling;
import org.translatenas.tokenization.Tokenizer;
import org.translatenas.training.UserException;
import org.translatenas.training.config.ConfigWriter;
import org.translatenas.training.run.Pause;
import org.translatenas.training.run.Provenance;
import org.translatenas.training.run.RunLock;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.data.SubwordRegularisation;
import org.translatenas.translate.gradient.Backpropagation;
import org.translatenas.translate.gradient.MultiSplitBackpropagation;
import org.translatenas.translate.gradient.ReconstructionMonitor;
import org.translatenas.translate.gradient.StoredBackpropagation;
import org.translatenas.translate.model.ModelFactory;
import org.translatenas.translate.model.ModelFolder;
import org.translatenas.translate.model.ModelSpec;

/**
 * A training run from configuration to model folder: {@code config.yaml, train.jsonl, checkpoints/,
 * model/}.
 */
public final class TrainingRun {
  /**
   * What may change when a run goes on: limits, logging, what other commands read, and how
   * gradients are come by, which are the same up to rounding.
   */
  private static final Set<String> FREE =
      Set.of(
          "prepare",
          "search",
          "decode",
          "train.maxUpdates",
          "train.maxSeconds",
          "train.patience",
          "train.logEveryUpdates",
          "train.bleuLines",
          "train.keepLast",
          "train.keepBest",
          "train.averageCheckpoints",
          "train.backpropagation",
          "reversible",
          "runtime.prefetchBatches",
          "runtime.memoryBudget",
          "runtime.forcePrecision");

  private static final String MODEL = "model";

  private TrainingRun() {}

  /**
   * Trains, or goes on, and writes the model.
   *
   * @param pause ends the run for now
   */
  public static void run(TranslateConfig given, PreparedCorpus corpus, Path output, Pause pause) {
    ModelSpec spec = SpecResolver.resolve(given.model(), corpus.tokenizer().vocabularySize());
    RunKind.TRAINING.check(output);
    RunLock.requireFree(output);
    ModelFolder.requireReplaceable(output.resolve(MODEL)); // now, not after the training
    RunStart start =
        RunStart.of(
            output, given, RunInputs.of(corpus, spec.architecture()), FREE, System.err::println);
    TranslateConfig config = start.config();
    String yaml = ConfigWriter.toYaml(config);
    System.err.printf("%,d parameters%n", ModelFactory.parameterCount(spec));
    try (Trainer trainer = // which refuses what cannot be trained; the run begins after it
            new Trainer(
                spec,
                start.precision(),
                config.train(),
                config.runtime(),
                corpus.train(),
                corpus.valid(),
                corpus.marks(),
                regularisation(config, corpus.tokenizer()),
                output,
                backpropagation(config, spec),
                new ValidationBleu(corpus, config.decode(), config.train().bleuLines()));
        RunLock lock = start.begin()) {
      trainer.run(pause);
      ModelFolder.write(
          output.resolve(MODEL),
          spec,
          trainer.model(),
          corpus.tokenizer().model(),
          yaml,
          Provenance.of(
              yaml,
              corpus.statistics().checksums(),
              Map.of("root", config.runtime().seed()),
              Torch.threads()));
      System.err.println("wrote " + output.resolve(MODEL));
    }
  }

  private static Optional<SubwordRegularisation> regularisation(
      TranslateConfig config, Tokenizer tokenizer) {
    double alpha = config.train().subwordAlpha();
    if (alpha == 0) {
      return Optional.empty();
    }
    ModelType type = tokenizer.model().trainerSpec().modelType();
    if (!tokenizer.canSample()) {
      throw UserException.usage(
          "train.subwordAlpha needs a tokenizer of type bpe or unigram, that of the corpus is %s;"
                  .formatted(type.name().toLowerCase(Locale.ROOT))
              + " leave it at 0");
    }
    if (type == ModelType.BPE && alpha > 1) {
      throw UserException.usage(
          "train.subwordAlpha is the share of merges left out, at most 1, not " + alpha);
    }
    return Optional.of(
        new SubwordRegularisation(
            tokenizer,
            new SubwordSampling(config.train().subwordNbest(), alpha),
            Seeds.named(config.runtime().seed(), "subwords")));
  }

  private static Backpropagation backpropagation(TranslateConfig config, ModelSpec spec) {
    StackSettings.Mode mode = config.train().backpropagation();
    if (mode == StackSettings.Mode.STORED) {
      return new StoredBackpropagation();
    }
    if (spec.family() != ModelSpec.Family.MULTI_SPLIT) {
      throw UserException.usage(
          "train.backpropagation reversible and checkpointed are for searched architectures; leave"
              + " it at stored for model.architecture "
              + config.model().architecture());
    }
    Consumer<String> warn = line -> System.err.printf("%nwarning: %s%n", line);
    ReconstructionMonitor monitor =
        new ReconstructionMonitor(config.reversible().monitorEveryUpdates(), warn);
    return MultiSplitBackpropagation.of(mode, config.reversible(), monitor, warn);
  }
}
