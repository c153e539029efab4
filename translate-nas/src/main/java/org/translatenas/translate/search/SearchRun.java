package org.translatenas.translate.search;

import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.translatenas.bilevel.ArchitectureSearch;
import org.translatenas.bilevel.DartsSearch;
import org.translatenas.bilevel.RandomSearch;
import org.translatenas.bilevel.SearchSettings;
import org.translatenas.reversible.Profile;
import org.translatenas.reversible.Seeds;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.training.UserException;
import org.translatenas.training.config.ConfigWriter;
import org.translatenas.training.log.PeakMemory;
import org.translatenas.training.log.Progress;
import org.translatenas.training.optimiser.AdamSettings;
import org.translatenas.training.schedule.ConstantSchedule;
import org.translatenas.training.schedule.InverseSqrtSchedule;
import org.translatenas.translate.architecture.Architecture;
import org.translatenas.translate.architecture.ArchitectureFile;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.config.SearchConfig;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.data.BatchStream;
import org.translatenas.translate.data.BatchWaits;
import org.translatenas.translate.data.DataPosition;
import org.translatenas.translate.data.DataSplit;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.data.TokenBatcher;
import org.translatenas.translate.gradient.Backpropagation;
import org.translatenas.translate.gradient.MultiSplitBackpropagation;
import org.translatenas.translate.gradient.ReconstructionMonitor;
import org.translatenas.translate.memory.MemoryPlan;
import org.translatenas.translate.memory.MemoryReport;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.SupernetModel;
import org.translatenas.translate.process.Machine;
import org.translatenas.translate.train.TrainingRun;

/**
 * A search from configuration to {@code architecture.json}, beside it {@code search.jsonl} and
 * {@code config.yaml}.
 */
public final class SearchRun {
  /** What may change when a search goes on: limits, and what a search does not read. */
  private static final Set<String> FREE =
      Set.of(
          "prepare",
          "train",
          "decode",
          "search.updates",
          "search.maxSeconds",
          "search.checkpointEveryUpdates",
          "reversible.monitorEveryUpdates",
          "runtime.prefetchBatches");

  private final TranslateConfig config;
  private final SearchConfig search;
  private final PreparedCorpus corpus;
  private final Path output;

  /** A search on {@code corpus} into the folder {@code output}. */
  public SearchRun(TranslateConfig config, PreparedCorpus corpus, Path output) {
    this.config = config;
    this.search = config.search();
    this.corpus = corpus;
    this.output = output;
  }

  /** Searches, and writes the architecture. */
  public Architecture run() {
    SearchSpace space = space();
    ModelSizes sizes = ModelSizes.of(config.model());
    TrainingRun.begin(output.resolve("config.yaml"), ConfigWriter.toYaml(config), FREE);
    Machine.begin(config.runtime(), System.err::println);
    int vocabulary = corpus.tokenizer().vocabularySize();
    System.err.printf(
        "%,d weights in the supernet, %d searched nodes%n",
        SupernetModel.parameterCount(space, sizes, vocabulary), space.nodes().size());
    long seed = config.runtime().seed();
    try (SupernetModel model =
        SupernetModel.create(
            space, sizes, vocabulary, DataType.FLOAT32, Seeds.named(seed, "initialisation"))) {
      List<Integer> choices = search(space, model, seed);
      Architecture architecture = space.architecture(choices);
      ArchitectureFile.write(output.resolve("architecture.json"), architecture, null);
      return architecture;
    }
  }

  /**
   * What the search would need in memory, and the largest batches that fit into {@code
   * runtime.memoryBudget}; nothing is computed and nothing written.
   */
  public String memory() {
    MemoryPlan plan =
        new MemoryPlan(
            space(), ModelSizes.of(config.model()), corpus.tokenizer().vocabularySize());
    long seed = Seeds.named(config.runtime().seed(), "data-split");
    DataSplit split = DataSplit.split(corpus.train().size(), search.weightShare(), seed);
    long budget = config.runtime().memoryBudget() << 20;
    return new MemoryReport(plan, corpus.train(), split.weights(), config.runtime().seed())
        .text(search.maxTokensPerBatch(), budget == 0 ? PeakMemory.machineBytes() : budget);
  }

  private SearchSpace space() {
    check(ModelSizes.of(config.model()));
    return new SearchSpace(
        search.encoderSplits(),
        search.decoderSplits(),
        search.depth(),
        config.model().pooling(),
        config.model().candidateNorm());
  }

  private List<Integer> search(SearchSpace space, SupernetModel model, long seed) {
    ReconstructionMonitor monitor =
        new ReconstructionMonitor(config.reversible().monitorEveryUpdates(), SearchRun::warn);
    Backpropagation backpropagation =
        MultiSplitBackpropagation.of(
            search.backpropagation(), config.reversible(), monitor, SearchRun::warn);
    VocabularyLoss.Settings loss =
        new VocabularyLoss.Settings(search.labelSmoothing(), corpus.marks().padId());
    TranslationSupernet supernet = new TranslationSupernet(space, model, backpropagation, loss);
    DataSplit split =
        DataSplit.split(
            corpus.train().size(), search.weightShare(), Seeds.named(seed, "data-split"));
    SearchCheckpointFolder checkpoints = new SearchCheckpointFolder(output, search);
    SearchProgress start = checkpoints.start();
    if (start.update() > 0) {
      System.err.printf("going on at update %,d%n", start.update());
    }
    List<Integer> choices;
    double waited;
    try (BatchStream weights =
            stream(split.weights(), Seeds.named(seed, "weight-order"), start.weights());
        BatchStream architecture =
            stream(
                split.architecture(),
                Seeds.named(seed, "architecture-order"),
                start.architecture());
        Progress progress =
            Progress.onStandardError("searching", start.update(), search.updates());
        SearchLog log =
            new SearchLog(
                output.resolve("search.jsonl"),
                space,
                search,
                start,
                monitor,
                progress,
                new BatchWaits(start.update(), weights, architecture))) {
      checkpoints.progress(
          update ->
              new SearchProgress(
                  update, weights.position(), architecture.position(), log.seconds()));
      choices =
          method(seed).run(supernet, next(weights), next(architecture), checkpoints, log::accept);
      waited = weights.waitedSeconds() + architecture.waitedSeconds();
    }
    System.err.printf("waited %.1f s for batches%n", waited);
    return choices;
  }

  private static Supplier<Batch> next(BatchStream stream) {
    return () -> Torch.profile().time(Profile.Part.WAITING, stream::next);
  }

  private static void warn(String line) {
    System.err.printf("%nwarning: %s%n", line);
  }

  private ArchitectureSearch method(long seed) {
    SearchSettings settings =
        new SearchSettings(
            search.updates(),
            AdamSettings.TRANSFORMER,
            new InverseSqrtSchedule(search.rate(), search.warmupUpdates()),
            search.clipNorm(),
            new AdamSettings(0.9, 0.98, 1e-8, search.architectureDecay()),
            new ConstantSchedule(search.architectureRate()),
            search.architectureWarmupUpdates(),
            search.randomBatches(),
            seed);
    return switch (search.method()) {
      case DARTS -> new DartsSearch(settings);
      case RANDOM -> new RandomSearch(settings);
    };
  }

  private BatchStream stream(int[] sentences, long seed, DataPosition position) {
    TokenBatcher batcher =
        new TokenBatcher(corpus.train(), sentences, search.maxTokensPerBatch(), seed);
    return new BatchStream(batcher, corpus.marks(), position, config.runtime().prefetchBatches());
  }

  private void check(ModelSizes sizes) {
    for (int splits : new int[] {search.encoderSplits(), search.decoderSplits()}) {
      if (sizes.width() % (splits * sizes.heads()) != 0) {
        throw UserException.usage(
            "model.width %d is not a multiple of %d splits × %d heads; take a multiple of 48"
                .formatted(sizes.width(), splits, sizes.heads()));
      }
    }
    if (sizes.encoderLayers() % search.depth() != 0
        || sizes.decoderLayers() % search.depth() != 0) {
      throw UserException.usage(
          "model.encoderLayers %d and model.decoderLayers %d must be multiples of search.depth %d"
              .formatted(sizes.encoderLayers(), sizes.decoderLayers(), search.depth()));
    }
  }
}
