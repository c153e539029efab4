package org.translatenas.translate.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.translatenas.bilevel.Collapse;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.SearchResult;
import org.translatenas.bilevel.method.BilevelSearch;
import org.translatenas.bilevel.method.EvaluationCost;
import org.translatenas.bilevel.method.MethodParts;
import org.translatenas.bilevel.method.SearchMethod;
import org.translatenas.bilevel.method.UnreadParts;
import org.translatenas.bilevel.objective.LatencySurrogate;
import org.translatenas.bilevel.sampling.UniformSampler;
import org.translatenas.reversible.Precision;
import org.translatenas.reversible.Profile;
import org.translatenas.reversible.ResidualStream;
import org.translatenas.reversible.StackSettings;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.training.UserException;
import org.translatenas.training.config.EnumText;
import org.translatenas.training.files.TensorFiles;
import org.translatenas.training.log.PeakMemory;
import org.translatenas.training.run.Pause;
import org.translatenas.training.run.RunLock;
import org.translatenas.translate.architecture.ArchitectureFile;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.config.ReversibleConfig;
import org.translatenas.translate.config.SearchConfig;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.data.BatchStream;
import org.translatenas.translate.data.BatchWaits;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.gradient.Backpropagation;
import org.translatenas.translate.gradient.MultiSplitBackpropagation;
import org.translatenas.translate.gradient.ReconstructionMonitor;
import org.translatenas.translate.memory.MemoryPlan;
import org.translatenas.translate.memory.MemoryPlan.Candidates;
import org.translatenas.translate.memory.MemoryReport;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.SupernetModel;
import org.translatenas.translate.model.TranslationModel;
import org.translatenas.translate.process.Machine;
import org.translatenas.translate.train.RunInputs;
import org.translatenas.translate.train.RunKind;
import org.translatenas.translate.train.RunStart;
import org.translatenas.translate.train.ValidationBleu;

/**
 * A search from configuration to {@code architecture.json}, beside it {@code search.jsonl} and
 * {@code config.yaml}.
 */
public final class SearchRun {
  /**
   * What may change when a search goes on: limits, what no search reads, and how gradients are come
   * by, which are the same up to rounding.
   */
  private static final Set<String> FREE =
      Set.of(
          "prepare",
          "train",
          "search.updates",
          "search.maxSeconds",
          "search.checkpointEveryUpdates",
          "search.backpropagation",
          "reversible",
          "runtime.prefetchBatches",
          "runtime.memoryBudget",
          "runtime.forcePrecision");

  private final SearchPlan plan;
  private final TranslateConfig config;
  private final SearchConfig search;
  private final SearchSpace space;
  private final PreparedCorpus corpus;
  private final Path output;

  /** A search on {@code corpus} into the folder {@code output}. */
  public SearchRun(TranslateConfig config, PreparedCorpus corpus, Path output) {
    this.plan = SearchPlan.of(config);
    this.config = config;
    this.search = plan.search();
    this.space = plan.space();
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
    RunLock.requireFree(output);
    RunStart start = start();
    List<String> unread = UnreadParts.of(search.parts(), search.methodParts());
    if (!unread.isEmpty()) {
      warn("not read by this method and its parts: search.parts." + String.join(", ", unread));
    }
    SearchData data = SearchData.of(corpus, plan);
    memory(start.precision(), data)
        .excess(search.backpropagation(), search.maxTokensPerBatch(), memoryBudget())
        .ifPresent(SearchRun::warn); // now, not when the largest batch comes
    try (SupernetModel model = model(start.precision());
        RunLock lock = start.begin()) {
      SearchOutcome outcome = search(model, data, pause);
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
    Path weights;
    try (SearchCheckpointFolder kept = new SearchCheckpointFolder(output, search, Pause.NEVER)) {
      weights =
          kept.weights()
              .orElseThrow(
                  () ->
                      UserException.usage(
                          output + ": has no checkpoint of a search yet; search first"));
    }
    List<Batch> validation = SearchData.of(corpus, plan).validationBatches();
    try (SupernetModel model = model(start().precision())) {
      TensorFiles.read(weights, TensorFiles.named(model.model().parameters()));
      TranslationSupernet supernet = supernet(model, ReconstructionMonitor.OFF);
      return architectures.stream().map(choices -> supernet.meanLoss(validation, choices)).toList();
    }
  }

  /** So many architectures drawn uniformly, to compare others with; a function of the seed. */
  public List<List<Integer>> draws(int count) {
    SplittableRandom random = new SplittableRandom(plan.seed("judged-draws"));
    double[][] shape = Mixtures.shape(TranslationSupernet.nodes(space));
    return UniformSampler.choices(shape, random, count);
  }

  private RunStart start() {
    RunKind.SEARCH.check(output);
    plan.sizes(); // refused before a trial of the machine
    return RunStart.of(
        output, plan.inPrecision(), RunInputs.of(corpus), free(), System.err::println);
  }

  private Set<String> free() {
    Set<String> free = new HashSet<>(FREE);
    if (search.bleuWeight() == 0) {
      free.add("decode");
    }
    return free;
  }

  private SupernetModel model(Precision precision) {
    ModelSizes sizes = plan.sizes();
    int vocabulary = vocabulary();
    System.err.printf(
        "%,d weights in the supernet, %d searched nodes%n",
        SupernetModel.parameterCount(space, sizes, vocabulary), space.nodes().size());
    return SupernetModel.create(
        space, sizes, vocabulary, precision, plan.seed("initialisation"), plan.mixing());
  }

  private int vocabulary() {
    return corpus.tokenizer().vocabularySize();
  }

  /** What the architecture's file says of the search; the same when a search ends twice. */
  private ObjectNode account(SearchOutcome outcome) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("method", EnumText.of(search.method()))
        .put("seed", config.runtime().seed())
        .put("validLoss", outcome.loss());
  }

  /**
   * What the search would need in memory, and the largest batches that fit into {@code
   * runtime.memoryBudget}; nothing is searched and nothing written.
   */
  public String memory() {
    plan.sizes(); // refused before a trial of the machine
    Precision precision =
        Machine.begin(plan.inPrecision().runtime(), Optional.empty(), System.err::println);
    return memory(precision, SearchData.of(corpus, plan))
        .text(search.maxTokensPerBatch(), memoryBudget());
  }

  private MemoryReport memory(Precision precision, SearchData data) {
    MethodParts parts = search.methodParts();
    return new MemoryReport(
        new MemoryPlan(
            space,
            plan.sizes(),
            vocabulary(),
            config.reversible().boundaryEvery(),
            precision.mixed(),
            parts.sampler().drawsOne() ? Candidates.ONE : Candidates.ALL),
        EvaluationCost.weightTensors(parts),
        List.of(data.weights(), data.architecture()),
        data.validation().longest());
  }

  private long memoryBudget() {
    long budget = config.runtime().memoryBudget() << 20;
    return budget == 0 ? PeakMemory.machineBytes() : budget;
  }

  private SearchOutcome search(SupernetModel model, SearchData data, Pause pause) {
    ReconstructionMonitor monitor =
        new ReconstructionMonitor(config.reversible().monitorEveryUpdates(), SearchRun::warn);
    TranslationSupernet supernet = supernet(model, monitor);
    try (SearchCheckpointFolder checkpoints = new SearchCheckpointFolder(output, search, pause)) {
      checkpoints.wantOfSpace(supernet.weights()).ifPresent(SearchRun::warn);
      boolean begun = checkpoints.start().update() > 0;
      InheritedModel models = new InheritedModel(space, plan.sizes(), vocabulary());
      SearchMethod method = method(model, models, begun);
      return search(method, supernet, data, monitor, checkpoints);
    }
  }

  private SearchOutcome search(
      SearchMethod method,
      TranslationSupernet supernet,
      SearchData data,
      ReconstructionMonitor monitor,
      SearchCheckpointFolder checkpoints) {
    int prefetch = config.runtime().prefetchBatches();
    SearchProgress start = checkpoints.start();
    if (start.update() > 0) {
      System.err.printf("going on at update %,d%n", start.update());
      long rests = search.architectureWarmupUpdates(); // grown with search.updates, maybe
      if (method.gradient() != null && start.update() < rests) {
        System.err.printf("the architecture rests until update %,d%n", rests);
      }
    }
    try (BatchStream weights = data.stream(data.weights(), start.weights(), prefetch);
        BatchStream architecture =
            data.stream(data.architecture(), start.architecture(), prefetch)) {
      SearchLog log =
          new SearchLog(
              output.resolve("search.jsonl"),
              space,
              search,
              start,
              monitor,
              new BatchWaits(start.update(), weights, architecture));
      SearchResult result;
      try (log) { // So that the progress ends before anything else is said.
        checkpoints.progress(
            update ->
                new SearchProgress(
                    update, weights.position(), architecture.position(), log.seconds()));
        result =
            new BilevelSearch(method, plan.settings())
                .run(supernet, next(weights), next(architecture), checkpoints, log);
      }
      System.err.printf(
          "waited %.1f s for batches%n", weights.waitedSeconds() + architecture.waitedSeconds());
      return outcome(supernet, data, result, log.seconds());
    }
  }

  private static Supplier<Batch> next(BatchStream stream) {
    return () -> Torch.profile().time(Profile.Part.WAITING, stream::next);
  }

  private SearchOutcome outcome(
      TranslationSupernet supernet, SearchData data, SearchResult result, double seconds) {
    List<Integer> choices = result.choices();
    double[][] mixing = result.mixing();
    Collapse collapse = mixing == null ? null : SearchLog.collapse(space, mixing, choices);
    if (collapse != null) {
      collapse.alarms().forEach(SearchRun::warn);
    }
    double loss =
        Torch.profile()
            .time(Profile.Part.BETWEEN, () -> supernet.meanLoss(data.validationBatches(), choices));
    return new SearchOutcome(space.architecture(choices), choices, loss, mixing, collapse, seconds);
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

  private SearchMethod method(SupernetModel supernet, InheritedModel models, boolean begun) {
    LatencySurrogate latency =
        search.latencyWeight() == 0 ? null : latency(supernet, models, begun);
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

  private LatencySurrogate latency(SupernetModel supernet, InheritedModel models, boolean begun) {
    DecodingLatency latency =
        DecodingLatency.of(
            output.resolve("latency.json"),
            begun,
            models,
            supernet,
            corpus.marks(),
            search.latencyArchitectures(),
            plan.seed("latency"));
    LatencySurrogate surrogate = latency.surrogate(space);
    System.err.println(latency.summary(space));
    return surrogate;
  }
}
