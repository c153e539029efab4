package org.translatenas.translate.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.translatenas.reversible.Gradients;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Precision;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.cli.Program;
import org.translatenas.translate.model.BatchTensors;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.operation.Convolution;
import org.translatenas.translate.model.operation.DynamicConvolution;
import org.translatenas.translate.model.operation.FeedForward;
import org.translatenas.translate.model.operation.GatedLinear;
import org.translatenas.translate.model.operation.LayerNorm;
import org.translatenas.translate.model.operation.Operation;
import org.translatenas.translate.model.operation.ParameterSource;
import org.translatenas.translate.model.operation.SelfAttention;
import org.translatenas.translate.process.Median;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether scripted kernels pay: each operation as a kernel and straight against DJL, in turns. */
@Command(
    name = "benchmark-kernels",
    description =
        "Times forward and backward passes of each operation, as a scripted kernel and written"
            + " straight against DJL, in turns, and prints medians. Run it alone on the machine.",
    mixinStandardHelpOptions = true)
public final class KernelBenchmark implements Callable<Integer> {
  private static final double RATE = 0.1;
  private static final int HIDDEN_SITE = 2;

  @Option(names = "--width", defaultValue = "120", description = "c (default ${DEFAULT-VALUE}).")
  private int width;

  @Option(names = "--heads", defaultValue = "4", description = "H (default ${DEFAULT-VALUE}).")
  private int heads;

  @Option(names = "--sentences", defaultValue = "48", description = "Default: ${DEFAULT-VALUE}.")
  private int sentences;

  @Option(names = "--length", defaultValue = "32", description = "T (default ${DEFAULT-VALUE}).")
  private int length;

  @Mixin private RoundsOption rounds = new RoundsOption(15);

  @Mixin private ThreadsOption threads;

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    Program.run(Program.of(new KernelBenchmark()), arguments);
  }

  /** Two ways of one function of x, with the same weights. */
  private record Twin(UnaryOperator<NDArray> kernel, UnaryOperator<NDArray> plain) {}

  @Override
  public Integer call() {
    threads.begin();
    System.out.printf(
        Locale.ROOT,
        "c = %d, H = %d, [%d, %d] places, %d threads, medians of %d rounds%n"
            + "%-18s %12s %12s %12s %8s%n",
        width,
        heads,
        sentences,
        length,
        Torch.threads(),
        rounds.count(),
        "operation",
        "kernel ms",
        "plain ms",
        "plain/kernel",
        "differ");
    long[] ids = new long[sentences * length];
    Arrays.fill(ids, 4);
    Context context = BatchTensors.context(ids, sentences, length, 0, DataType.FLOAT32);
    ParameterSource source = new ParameterSource();
    Map<String, Twin> twins = twins(source, context);
    double kernels = 0;
    double plains = 0;
    double worst = 0;
    try (ParameterSet weights = source.build(Precision.FLOAT32, 1)) {
      NDArray x = Torch.manager().randomNormal(new Shape(sentences, length, width));
      for (Map.Entry<String, Twin> twin : twins.entrySet()) {
        double[] medians = medians(twin.getValue(), x, weights);
        kernels += medians[0];
        plains += medians[1];
        double difference = difference(twin.getValue(), x);
        worst = Math.max(worst, difference);
        print(twin.getKey(), medians, difference);
      }
    }
    print("together", new double[] {kernels, plains}, worst);
    return 0;
  }

  private static void print(String name, double[] seconds, double difference) {
    System.out.printf(
        Locale.ROOT,
        "%-18s %12.2f %12.2f %12.2f %8.0e%n",
        name,
        1e3 * seconds[0],
        1e3 * seconds[1],
        seconds[1] / seconds[0],
        difference);
  }

  private Map<String, Twin> twins(ParameterSource source, Context context) {
    Noise noise = Noise.of(1, 1);
    NDArray scale = Noise.scale(RATE);
    Map<String, Twin> twins = new LinkedHashMap<>();
    LayerNorm norm = new LayerNorm(source, "norm", width);
    twins.put("layer norm", new Twin(norm::apply, x -> PlainOperations.norm(x, norm.parameters())));
    twins.put(
        "dropout",
        new Twin(
            x -> noise.dropout(x, RATE, 0),
            x -> PlainOperations.dropout(x, noise.keep(x.getShape(), RATE, 0), scale)));
    for (int window : new int[] {3, 11}) {
      Operation operation = new Convolution(source, "conv-" + window, width, width, window, 1);
      put(
          twins,
          "conv-" + window,
          operation,
          context,
          noise,
          x -> PlainOperations.convolution(x, operation.parameters(), context));
    }
    for (int window : new int[] {3, 15}) {
      Operation operation =
          new DynamicConvolution(source, "dynamic-conv-" + window, width, window, heads, 0);
      put(
          twins,
          "dynamic-conv-" + window,
          operation,
          context,
          noise,
          x -> PlainOperations.dynamicConvolution(x, operation.parameters(), context, heads));
    }
    Operation attention = new SelfAttention(source, "self-attention", width, heads, 0);
    put(
        twins,
        "self-attention",
        attention,
        context,
        noise,
        x -> PlainOperations.selfAttention(x, attention.parameters(), context, heads));
    Operation gated = new GatedLinear(source, "glu", width);
    put(
        twins,
        "glu",
        gated,
        context,
        noise,
        x -> PlainOperations.gatedLinear(x, gated.parameters()));
    Operation ffn =
        new FeedForward(source, "ffn", width, 4 * width, RATE, FeedForward.Activation.RELU);
    put(
        twins,
        "ffn",
        ffn,
        context,
        noise,
        x ->
            PlainOperations.feedForward(
                x,
                ffn.parameters(),
                noise.keep(new Shape(sentences, length, 4L * width), RATE, HIDDEN_SITE),
                scale));
    return twins;
  }

  private static void put(
      Map<String, Twin> twins,
      String name,
      Operation operation,
      Context context,
      Noise noise,
      UnaryOperator<NDArray> plain) {
    twins.put(name, new Twin(x -> operation.apply(x, context, noise), plain));
  }

  private double[] medians(Twin twin, NDArray x, ParameterSet weights) {
    double[][] seconds = new double[2][rounds.count()];
    for (int round = -2; round < rounds.count(); round++) { // the first two warm up
      for (int way = 0; way < 2; way++) {
        UnaryOperator<NDArray> body = way == 0 ? twin.kernel : twin.plain;
        long begin = System.nanoTime();
        pass(body, x, weights);
        if (round >= 0) {
          seconds[way][round] = (System.nanoTime() - begin) / 1e9;
        }
      }
    }
    return Arrays.stream(seconds).mapToDouble(Median::of).toArray();
  }

  /** Forward, and the gradients of x and of all weights that the function reads. */
  private static void pass(UnaryOperator<NDArray> body, NDArray x, ParameterSet weights) {
    Scope.run(
        () -> {
          NDList leaves = Gradients.leaves(new NDList(x));
          NDArray y = Torch.recording(() -> body.apply(leaves.get(0)));
          Gradients.accumulate(new NDList(y), new NDList(x), weights.all(), leaves);
        });
  }

  /** The largest difference of the two results, relative to the largest number. */
  private static double difference(Twin twin, NDArray x) {
    double[] result = new double[1];
    Scope.run(
        () -> {
          NDArray kernel = twin.kernel.apply(x);
          NDArray plain = twin.plain.apply(x);
          result[0] = kernel.sub(plain).abs().max().getFloat() / kernel.abs().max().getFloat();
        });
    return result[0];
  }
}
