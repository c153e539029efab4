package org.translatenas.translate.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Precision;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.reversible.Wants;
import org.translatenas.training.UserException;
import org.translatenas.training.optimiser.Adam;
import org.translatenas.training.optimiser.AdamSettings;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.cli.Program;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.data.BatchStream;
import org.translatenas.translate.data.DataPosition;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.data.TokenBatcher;
import org.translatenas.translate.gradient.BatchLoss;
import org.translatenas.translate.gradient.StoredBackpropagation;
import org.translatenas.translate.model.ModelFactory;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.TranslationModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains standard Transformers for some seconds each and prints what it reached. */
@Command(
    name = "benchmark-train",
    description =
        "Measures the float32 matrix-product peak, then trains standard Transformers and prints"
            + " target tokens/s and the matrix products' FLOP/s. Run it alone on the machine.",
    mixinStandardHelpOptions = true)
public final class TrainBenchmark implements Callable<Integer> {
  private static final int WARM_UP_UPDATES = 10;

  @Mixin private CorpusOption data;

  @Mixin private ThreadsOption threads;

  @Option(names = "--seconds", defaultValue = "30", description = "For each model (default 30).")
  private double seconds;

  @Option(
      names = "--models",
      split = ",",
      defaultValue = "2+2,3+3",
      description = "Which of 2+2, 3+3 and base (default 2+2,3+3).")
  private List<String> models;

  @Option(
      names = "--precision",
      defaultValue = "float32",
      description = "Of the big products: float32 (default) or bfloat16.")
  private String precision;

  private record Shape(String name, ModelSizes sizes, int maxTokensPerBatch) {
    static Shape named(String name) {
      return switch (name) {
        case "2+2" -> new Shape(name, sizes(192, 768, 4, 2), 1536);
        case "3+3" -> new Shape(name, sizes(256, 1024, 4, 3), 3072);
        case "base" -> new Shape(name, sizes(512, 2048, 8, 6), 1536);
        default ->
            throw UserException.usage(
                "--models: there is no %s; there are 2+2, 3+3, base".formatted(name));
      };
    }

    private static ModelSizes sizes(int width, int hidden, int heads, int layers) {
      return new ModelSizes(width, width, hidden, heads, layers, layers, 0.1, 0, 0);
    }
  }

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    Program.run(Program.of(new TrainBenchmark()), arguments);
  }

  @Override
  public Integer call() throws IOException {
    List<Shape> shapes = models.stream().map(Shape::named).toList();
    Precision products = precision();
    PreparedCorpus corpus = data.open();
    threads.begin();
    double peak = MatrixPeak.measure();
    System.out.printf(
        Locale.ROOT,
        "float32 matrix-product peak: %.0f GFLOP/s on %d threads%n",
        peak / 1e9,
        Torch.threads());
    for (Shape shape : shapes) {
      measure(shape, products, corpus, peak);
    }
    return 0;
  }

  private Precision precision() {
    return switch (precision) {
      case "float32" -> Precision.FLOAT32;
      case "bfloat16" -> Precision.BFLOAT16;
      default ->
          throw UserException.usage("--precision must be float32 or bfloat16, not " + precision);
    };
  }

  private void measure(Shape shape, Precision products, PreparedCorpus corpus, double peak) {
    int vocabulary = corpus.tokenizer().vocabularySize();
    ModelSpec spec =
        new ModelSpec(
            ModelSpec.Family.TRANSFORMER, NormPlacement.PRE, null, shape.sizes(), vocabulary);
    TokenBatcher batcher = new TokenBatcher(corpus.train(), shape.maxTokensPerBatch(), 1);
    VocabularyLoss.Settings settings = new VocabularyLoss.Settings(0.1, corpus.marks().padId());
    StoredBackpropagation backpropagation = new StoredBackpropagation();
    try (TranslationModel model = ModelFactory.create(spec, products, 1);
        Adam optimiser = new Adam(model.parameters(), AdamSettings.TRANSFORMER);
        BatchStream batches = new BatchStream(batcher, corpus.marks(), DataPosition.START, 4)) {
      double spent = 0;
      double operations = 0;
      long tokens = 0;
      long places = 0;
      for (int update = 1; spent < seconds; update++) {
        long begin = System.nanoTime();
        Batch batch = batches.next();
        BatchLoss loss =
            backpropagation.run(model, batch, settings, Noise.of(1, update), Wants.WEIGHTS);
        optimiser.step(3e-3 * Math.min(1, update / 500.0), 1.0 / loss.tokens(), 1);
        double took = (System.nanoTime() - begin) / 1e9;
        if (update > WARM_UP_UPDATES) {
          spent += took;
          operations += TransformerProducts.count(shape.sizes(), vocabulary, batch);
          tokens += batch.targetTokens();
          places += (long) batch.batchSize() * batch.targetLength();
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%s %d/%d %d %s: %,.0f target tokens/s, padding %.0f %%, %.0f GFLOP/s = %.0f %% of the peak%n",
          shape.name(),
          shape.sizes().width(),
          shape.sizes().hidden(),
          shape.maxTokensPerBatch(),
          precision,
          tokens / spent,
          100 * (1 - (double) tokens / places),
          operations / spent / 1e9,
          100 * operations / spent / peak);
    }
  }
}
