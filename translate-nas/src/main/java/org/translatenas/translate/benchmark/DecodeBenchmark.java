package org.translatenas.translate.benchmark;

import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.translatenas.reversible.Torch;
import org.translatenas.training.UserException;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.cli.Program;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.data.ParallelShard;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.decode.BeamSearch;
import org.translatenas.translate.model.ModelFactory;
import org.translatenas.translate.model.ModelFolder;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.TranslationModel;
import org.translatenas.translate.process.Median;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Translates the same sentences several times and prints how fast, and where the time goes. */
@Command(
    name = "benchmark-decode",
    description =
        "Measures the float32 matrix-product peak, then translates sources of a prepared corpus"
            + " several times and prints sentences/s, and kernel by kernel where the time goes and"
            + " what its matrix products take by themselves, at the same sizes. Without --model: a standard Transformer"
            + " of 3+3 layers, 256/1024, with random weights, whose translations are all as long as"
            + " their sources and five pieces more. Run it alone on the machine.",
    mixinStandardHelpOptions = true)
public final class DecodeBenchmark implements Callable<Integer> {
  private static final ModelSizes SIZES = new ModelSizes(256, 256, 1024, 4, 3, 3, 0, 0, 0);

  @Mixin private CorpusOption data;

  @Option(names = "--model", paramLabel = "DIR", description = "The model folder of a Transformer.")
  private Path model;

  @Option(names = "--beam", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  private int beam;

  @Option(
      names = "--batch",
      defaultValue = "64",
      description = "Sentences translated together (default ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--sentences",
      defaultValue = "320",
      description = "How many, from the beginning of test (default ${DEFAULT-VALUE}).")
  private int sentences;

  @Mixin private RoundsOption rounds = new RoundsOption(7);

  @Mixin private ThreadsOption threads;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "As of translate.")
  private List<String> settings = new ArrayList<>();

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    Program.run(Program.of(new DecodeBenchmark()), arguments);
  }

  @Override
  public Integer call() throws IOException {
    if (beam < 1 || batch < 1 || sentences < 1 || rounds.count() < 1) {
      throw UserException.usage("--beam, --batch and --sentences must be at least 1");
    }
    PreparedCorpus corpus = data.open();
    threads.begin();
    double peak = MatrixPeak.measure();
    System.out.printf(
        Locale.ROOT,
        "float32 matrix-product peak: %.0f GFLOP/s on %d threads%n",
        peak / 1e9,
        Torch.threads());
    if (model == null) {
      int vocabulary = corpus.tokenizer().vocabularySize();
      ModelSpec spec =
          new ModelSpec(ModelSpec.Family.TRANSFORMER, NormPlacement.PRE, null, SIZES, vocabulary);
      try (TranslationModel random = ModelFactory.create(spec, DataType.FLOAT32, 1)) {
        random.parameters().freeze();
        measure(spec, random, corpus, List.of("decode.maxLengthA=1", "decode.maxLengthB=5"));
      }
    } else {
      try (ModelFolder folder = ModelFolder.open(model)) {
        measure(folder.spec(), folder.model(), corpus, List.of());
      }
    }
    return 0;
  }

  private void measure(
      ModelSpec spec, TranslationModel translator, PreparedCorpus corpus, List<String> lengths) {
    List<String> all = new ArrayList<>(lengths);
    all.add("decode.beam=" + beam);
    all.addAll(settings);
    DecodeConfig config = ConfigReader.read(TranslateConfig.class, null, all).decode();
    Marks marks = corpus.marks();
    List<List<int[]>> batches = batches(corpus);
    BeamSearch search = new BeamSearch(translator, marks, config);
    round(search, batches); // compiles kernels and Java
    double[] seconds = new double[rounds.count()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = round(search, batches);
    }
    DoubleSummaryStatistics range = Arrays.stream(seconds).summaryStatistics();
    BeamSearch counted = new BeamSearch(translator, marks, config);
    double[] whole = new double[1];
    Map<String, KernelTimes.Entry> times =
        KernelTimes.during(() -> whole[0] = round(counted, batches));
    System.out.printf(
        Locale.ROOT,
        "%d sentences, beam %d, batches of %d: %.1f sentences/s (median of %d rounds, %.1f to %.1f),"
            + " %d steps, %d rows%n",
        sentences(batches),
        beam,
        batch,
        sentences(batches) / Median.of(seconds),
        seconds.length,
        sentences(batches) / range.getMax(),
        sentences(batches) / range.getMin(),
        counted.work().steps(),
        counted.work().rows());
    DecodeProfile.print(spec, counted.work(), batches, beam, times, whole[0]);
  }

  private static int sentences(List<List<int[]>> batches) {
    return batches.stream().mapToInt(List::size).sum();
  }

  private static double round(BeamSearch search, List<List<int[]>> batches) {
    long begin = System.nanoTime();
    for (List<int[]> sources : batches) {
      search.search(sources, 1);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private List<List<int[]>> batches(PreparedCorpus corpus) {
    ParallelShard shard = corpus.test().orElseGet(corpus::valid);
    List<int[]> sources = new ArrayList<>();
    for (int i = 0; i < Math.min(sentences, shard.size()); i++) {
      sources.add(shard.source(i));
    }
    sources.sort(Comparator.comparingInt(source -> source.length));
    List<List<int[]>> batches = new ArrayList<>();
    for (int i = 0; i < sources.size(); i += batch) {
      batches.add(sources.subList(i, Math.min(i + batch, sources.size())));
    }
    return batches;
  }
}
