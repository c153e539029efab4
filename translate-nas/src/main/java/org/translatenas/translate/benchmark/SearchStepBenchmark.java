package org.translatenas.translate.benchmark;

import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.translatenas.reversible.StackSettings;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.cli.Program;
import org.translatenas.translate.config.SearchConfig;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.data.TokenBatcher;
import org.translatenas.translate.gradient.Backpropagation;
import org.translatenas.translate.gradient.MultiSplitBackpropagation;
import org.translatenas.translate.gradient.ReconstructionMonitor;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.SupernetModel;
import org.translatenas.translate.process.Median;
import org.translatenas.translate.search.TranslationSupernet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the search methods' steps cost on one batch. */
@Command(
    name = "benchmark-search-steps",
    description =
        "Times, on one batch of the configured reversible supernet and in turns, a step of the"
            + " weights and the architecture's steps of the methods, and prints medians. Run it alone"
            + " on the machine.",
    mixinStandardHelpOptions = true)
public final class SearchStepBenchmark implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private CorpusOption data;

  @Mixin private ThreadsOption threads;

  @Mixin private RoundsOption rounds = new RoundsOption(11);

  @Option(names = "--config", paramLabel = "FILE", description = "The YAML configuration.")
  private Path config;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides a key.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--times",
      paramLabel = "FILE",
      description =
          "Append each round's times, a line of JSON, and print the medians of all in the file: so a"
              + " measurement may have several sittings.")
  private Path times;

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    Program.run(Program.of(new SearchStepBenchmark()), arguments);
  }

  @Override
  public Integer call() throws IOException {
    TranslateConfig read = ConfigReader.read(TranslateConfig.class, config, settings);
    SearchConfig search = read.search().resolved();
    PreparedCorpus corpus = data.open();
    threads.begin();
    SearchSpace space =
        new SearchSpace(
            search.encoderSplits(),
            search.decoderSplits(),
            search.depth(),
            read.model().pooling(),
            read.model().candidateNorm());
    TokenBatcher batcher = new TokenBatcher(corpus.train(), search.maxTokensPerBatch(), 1);
    Batch batch = Batch.of(corpus.train(), batcher.batches(0).get(0), corpus.marks());
    Backpropagation reversible =
        new MultiSplitBackpropagation(StackSettings.REVERSIBLE, ReconstructionMonitor.OFF);
    System.out.printf(
        Locale.ROOT,
        "d = %d, %d+%d layers, %d target tokens, %d threads%n",
        read.model().width(),
        read.model().encoderLayers(),
        read.model().decoderLayers(),
        batch.targetTokens(),
        Torch.threads());
    try (SupernetModel model =
            SupernetModel.create(
                space,
                ModelSizes.of(read.model()),
                corpus.tokenizer().vocabularySize(),
                DataType.FLOAT32,
                1);
        SearchSteps steps =
            new SearchSteps(
                new TranslationSupernet(
                    space,
                    model,
                    reversible,
                    reversible,
                    new VocabularyLoss.Settings(search.labelSmoothing(), corpus.marks().padId())),
                batch,
                search.clipNorm())) {
      print(steps.names(), steps, measure(steps));
    }
    return 0;
  }

  private Map<String, List<Double>> measure(SearchSteps steps) throws IOException {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    steps.names().forEach(name -> all.put(name, new ArrayList<>()));
    if (times != null && Files.exists(times)) {
      for (String line : Files.readAllLines(times)) {
        JSON.readTree(line)
            .properties()
            .forEach(entry -> all.get(entry.getKey()).add(entry.getValue().asDouble()));
      }
    }
    steps.round(); // warms up
    for (int round = 0; round < rounds.count(); round++) {
      Map<String, Double> seconds = steps.round();
      seconds.forEach((name, value) -> all.get(name).add(value));
      if (times != null) {
        Files.writeString(
            times,
            JSON.writeValueAsString(seconds) + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
    }
    return all;
  }

  private static void print(
      List<String> names, SearchSteps steps, Map<String, List<Double>> times) {
    double weights = median(times.get(names.get(0)));
    double first = median(times.get(names.get(1)));
    System.out.printf(
        "%-28s %10s %12s %12s %14s %14s%n",
        "step", "s", "/ weights", "/ first", "with gradient", "without");
    for (String name : names) {
      double median = median(times.get(name));
      System.out.printf(
          Locale.ROOT,
          "%-28s %10.3f %12.2f %12.2f %14d %14d%n",
          name,
          median,
          median / weights,
          median / first,
          steps.evaluations(name, true),
          steps.evaluations(name, false));
    }
    System.out.printf("medians of %d rounds%n", times.get(names.get(0)).size());
  }

  private static double median(List<Double> numbers) {
    return Median.of(numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
