package org.translatenas.translate.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.translatenas.bilevel.Collapse;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.SearchSettings;
import org.translatenas.bilevel.method.BilevelSearch;
import org.translatenas.bilevel.method.MethodParts;
import org.translatenas.bilevel.method.MethodParts.GradientKind;
import org.translatenas.bilevel.method.SearchMethod;
import org.translatenas.bilevel.objective.LatencySurrogate;
import org.translatenas.bilevel.sampling.UniformSampler;
import org.translatenas.reversible.Precision;
import org.translatenas.reversible.Profile;
import org.translatenas.reversible.ResidualStream;
import org.translatenas.reversible.Seeds;
import org.translatenas.reversible.StackSettings;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.training.UserException;
import org.translatenas.training.config.EnumText;
import org.translatenas.training.files.TensorFiles;
import org.translatenas.training.log.PeakMemory;
import org.translatenas.training.optimiser.AdamSettings;
import org.translatenas.training.run.Pause;
import org.translatenas.training.schedule.ConstantSchedule;
import org.translatenas.training.schedule.CosineSchedule;
import org.translatenas.training.schedule.InverseSqrtSchedule;
import org.translatenas.translate.architecture.ArchitectureFile;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.config.ReversibleConfig;
import org.translatenas.translate.config.RuntimeConfig.Format;
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
import org.translatenas.translate.model.Mixing;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.SupernetModel;
import org.translatenas.translate.model.TranslationModel;
import org.translatenas.translate.process.Machine;
import org.translatenas.translate.train.RunStart;
import org.translatenas.translate.train.ValidationBleu;

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
          "runtime.prefetchBatches",
          "runtime.forcePrecision");

  private final TranslateConfig config;
  private final SearchConfig search;
  private final SearchSpace space;
  private final long seed;
  private final PreparedCorpus corpus;
  private final Path output;

  /** A search on {@code corpus} into the folder {@code output}. */
  public SearchRun(TranslateConfig config, PreparedCorpus corpus, Path output) {
    this.config = config;
    this.search = config.search().resolved();
    this.space =
        new SearchSpace(
            search.encoderSplits(),
            search.decoderSplits(),
            search.depth(),
            config.model().pooling(),
            config.model().candidateNorm());
    this.seed = config.runtime().seed();
    this.corpus = corpus;
    this.output = output;
  }

  /** What is searched. */
  public SearchSpace space() {
    return space;
  }

  /**
   * Searches, and writes the architecture.
   *
   * @param pause ends the search for now
   */
  public SearchOutcome run(Pause pause) {
    ModelSizes sizes = ModelSizes.of(config.model());
    int vocabulary = corpus.tokenizer().vocabularySize();
    try (SupernetModel model = begin(sizes, vocabulary)) {
      SearchOutcome outcome = search(model, new InheritedModel(space, sizes, vocabulary), pause);
      ArchitectureFile.write(
          output.resolve("architecture.json"), outcome.architecture(), account(outcome));
      return outcome;
    }
  }

  /**
   * The losses of architectures on the validation set, with the weights that the search in this
   * folder has shared so far, as in {@link SearchOutcome}. Nothing is searched.
   *
   * @param architectures the choices of each
   */
  public List<Double> sharedLosses(List<List<Integer>> architectures) {
    Path weights =
        new SearchCheckpointFolder(output, search, Pause.NEVER)
            .weights()
            .orElseThrow(
                () ->
                    UserException.usage(
                        output + ": has no checkpoint of a search yet; search first"));
    try (SupernetModel model =
        begin(ModelSizes.of(config.model()), corpus.tokenizer().vocabularySize())) {
      TensorFiles.read(weights, TensorFiles.named(model.model().parameters()));
      TranslationSupernet supernet = supernet(model, ReconstructionMonitor.OFF);
      SharedLoss loss = sharedLoss(supernet);
      return architectures.stream().map(loss::applyAsDouble).toList();
    }
  }

  /** So many architectures drawn uniformly, to compare others with; a function of the seed. */
  public List<List<Integer>> draws(int count) {
    SplittableRandom random = new SplittableRandom(Seeds.named(seed, "judged-draws"));
    double[][] shape = Mixtures.shape(TranslationSupernet.nodes(space));
    return UniformSampler.choices(shape, random, count);
  }

  private SupernetModel begin(ModelSizes sizes, int vocabulary) {
    check(sizes);
    Precision precision =
        RunStart.of(output.resolve("config.yaml"), inPrecision(), FREE, System.err::println)
            .precision();
    System.err.printf(
        "%,d weights in the supernet, %d searched nodes%n",
        SupernetModel.parameterCount(space, sizes, vocabulary), space.nodes().size());
    return SupernetModel.create(
        space,
        sizes,
        vocabulary,
        precision,
        Seeds.named(seed, "initialisation"),
        new Mixing.Form(
            search.normaliseCandidates(),
            search.methodParts().relaxation() == MethodParts.RelaxationKind.CLAMP));
  }

  /** What the architecture's file says of the search; the same when a search ends twice. */
  private ObjectNode account(SearchOutcome outcome) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("method", EnumText.of(search.method()))
        .put("seed", seed)
        .put("validLoss", outcome.loss());
  }

  /**
   * What the search would need in memory, and the largest batches that fit into {@code
   * runtime.memoryBudget}; nothing is searched and nothing written.
   */
  public String memory() {
    check(ModelSizes.of(config.model()));
    Precision precision =
        Machine.begin(inPrecision().runtime(), Optional.empty(), System.err::println);
    MemoryPlan plan =
        new MemoryPlan(
            space,
            ModelSizes.of(config.model()),
            corpus.tokenizer().vocabularySize(),
            precision.mixed());
    DataSplit split =
        DataSplit.split(
            corpus.train().size(), search.weightShare(), Seeds.named(seed, "data-split"));
    long budget = config.runtime().memoryBudget() << 20;
    return new MemoryReport(plan, corpus.train(), split.weights(), seed)
        .text(search.maxTokensPerBatch(), budget == 0 ? PeakMemory.machineBytes() : budget);
  }

  private SearchOutcome search(SupernetModel model, InheritedModel models, Pause pause) {
    SearchMethod method = method(model, models);
    ReconstructionMonitor monitor =
        new ReconstructionMonitor(config.reversible().monitorEveryUpdates(), SearchRun::warn);
    TranslationSupernet supernet = supernet(model, monitor);
    DataSplit split =
        DataSplit.split(
            corpus.train().size(), search.weightShare(), Seeds.named(seed, "data-split"));
    SearchCheckpointFolder checkpoints = new SearchCheckpointFolder(output, search, pause);
    SearchProgress start = checkpoints.start();
    if (start.update() > 0) {
      System.err.printf("going on at update %,d%n", start.update());
    }
    try (BatchStream weights =
            stream(split.weights(), Seeds.named(seed, "weight-order"), start.weights());
        BatchStream architecture =
            stream(
                judges(method, split),
                Seeds.named(seed, "architecture-order"),
                start.architecture())) {
      SearchLog log =
          new SearchLog(
              output.resolve("search.jsonl"),
              space,
              search,
              start,
              monitor,
              new BatchWaits(start.update(), weights, architecture));
      List<Integer> choices;
      try (log) { // So that the progress ends before anything else is said.
        checkpoints.progress(
            update ->
                new SearchProgress(
                    update, weights.position(), architecture.position(), log.seconds()));
        choices =
            new BilevelSearch(method, settings())
                .run(supernet, next(weights), next(architecture), checkpoints, log);
      }
      System.err.printf(
          "waited %.1f s for batches%n", weights.waitedSeconds() + architecture.waitedSeconds());
      return outcome(supernet, choices, method, log);
    }
  }

  private static Supplier<Batch> next(BatchStream stream) {
    return () -> Torch.profile().time(Profile.Part.WAITING, stream::next);
  }

  /** The data that judges architectures; where none does, all of it stands there unread. */
  private static int[] judges(SearchMethod method, DataSplit split) {
    return method.readsValidation() ? split.architecture() : split.weights();
  }

  private SearchOutcome outcome(
      TranslationSupernet supernet, List<Integer> choices, SearchMethod method, SearchLog log) {
    Collapse collapse = null;
    double[][] mixing = null;
    if (method.gradient() != null && log.last() != null) {
      mixing = log.last().mixing();
      collapse = SearchLog.collapse(space, log.last());
      collapse.alarms().forEach(SearchRun::warn);
    }
    double seconds = log.seconds();
    double loss =
        Torch.profile()
            .time(Profile.Part.BETWEEN, () -> sharedLoss(supernet).applyAsDouble(choices));
    return new SearchOutcome(space.architecture(choices), choices, loss, mixing, collapse, seconds);
  }

  private SharedLoss sharedLoss(TranslationSupernet supernet) {
    return new SharedLoss(supernet, corpus, search.maxTokensPerBatch());
  }

  private TranslationSupernet supernet(SupernetModel model, ReconstructionMonitor monitor) {
    VocabularyLoss.Settings loss =
        new VocabularyLoss.Settings(search.labelSmoothing(), corpus.marks().padId());
    Backpropagation steps =
        MultiSplitBackpropagation.of(
            search.backpropagation(), config.reversible(), monitor, SearchRun::warn);
    boolean coarse =
        search.backpropagation() == StackSettings.Mode.REVERSIBLE
            && config.reversible().stream() == ReversibleConfig.Stream.FIXED_POINT;
    Backpropagation probes =
        coarse
            ? new MultiSplitBackpropagation(
                new StackSettings(StackSettings.Mode.REVERSIBLE, 1, ResidualStream.FLOAT),
                ReconstructionMonitor.OFF)
            : steps;
    return new TranslationSupernet(space, model, steps, probes, loss);
  }

  private static void warn(String line) {
    System.err.printf("%nwarning: %s%n", line);
  }

  private SearchMethod method(SupernetModel supernet, InheritedModel models) {
    LatencySurrogate latency = search.latencyWeight() == 0 ? null : latency(supernet, models);
    ValidationBleu bleu = new ValidationBleu(corpus, config.decode(), search.bleuLines());
    return TranslationMethod.of(
        search,
        TranslationSupernet.nodes(space),
        OperationCosts.of(space, models.sizes()),
        latency,
        search.bleuWeight() == 0
            ? null
            : choices -> {
              try (TranslationModel model = models.of(choices, supernet)) {
                return 1 - bleu.applyAsDouble(model) / 100;
              }
            });
  }

  private LatencySurrogate latency(SupernetModel supernet, InheritedModel models) {
    DecodingLatency latency =
        DecodingLatency.of(
            output.resolve("latency.json"),
            models,
            supernet,
            corpus.marks(),
            search.latencyArchitectures(),
            Seeds.named(seed, "latency"));
    LatencySurrogate surrogate = latency.surrogate(space);
    System.err.println(latency.summary(space));
    return surrogate;
  }

  private SearchSettings settings() {
    MethodParts parts = search.methodParts();
    double rate = search.architectureRate();
    double last = search.method().scale().finalRateShare();
    return new SearchSettings(
        search.updates(),
        AdamSettings.TRANSFORMER,
        new InverseSqrtSchedule(search.rate(), search.warmupUpdates()),
        search.clipNorm(),
        new AdamSettings(
            parts.architectureBeta1(), parts.architectureBeta2(), 1e-8, search.architectureDecay()),
        last == 1
            ? new ConstantSchedule(rate)
            : new CosineSchedule(rate, last * rate, 0, search.updates(), 0),
        seed);
  }

  private BatchStream stream(int[] sentences, long seed, DataPosition position) {
    TokenBatcher batcher =
        new TokenBatcher(corpus.train(), sentences, search.maxTokensPerBatch(), seed);
    return new BatchStream(batcher, corpus.marks(), position, config.runtime().prefetchBatches());
  }

  /**
   * The configuration, in float32 instead of {@code auto} for methods that differentiate by finite
   * differences of the weights: their steps, of 1e-5 or so a weight, are smaller than bfloat16's
   * spacing.
   */
  private TranslateConfig inPrecision() {
    GradientKind gradient = search.methodParts().gradient();
    boolean differences = gradient == GradientKind.UNROLLED || gradient == GradientKind.IMPLICIT;
    if (differences && config.runtime().precision() == Format.BFLOAT16) {
      throw UserException.usage(
          "runtime.precision bfloat16 rounds away the finite differences of this method's gradient,"
              + " %s; set it to float32 or auto".formatted(EnumText.of(gradient)));
    }
    return differences ? config.with(Format.FLOAT32) : config;
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
