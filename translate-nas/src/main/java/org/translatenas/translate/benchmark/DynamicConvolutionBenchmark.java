package org.translatenas.translate.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.translatenas.reversible.Gradients;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.cli.Program;
import org.translatenas.translate.model.operation.ConvolutionForm;
import org.translatenas.translate.process.Median;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times the forms of a dynamic convolution against each other. */
@Command(
    name = "benchmark-dynamic-conv",
    description =
        "Times forward and backward of a dynamic convolution in each of its forms, for sentences of T"
            + " positions, windows of w and c channels, and prints a table. Run it alone.",
    mixinStandardHelpOptions = true)
public final class DynamicConvolutionBenchmark implements Callable<Integer> {
  @Option(names = "--tokens", defaultValue = "1536", description = "Default ${DEFAULT-VALUE}.")
  private int tokens;

  @Option(names = "--heads", defaultValue = "4", description = "Default ${DEFAULT-VALUE}.")
  private int heads;

  @Option(
      names = "--lengths",
      split = ",",
      defaultValue = "8,16,32,64,128",
      description = "Positions of a sentence; default ${DEFAULT-VALUE}.")
  private List<Integer> lengths;

  @Option(
      names = "--windows",
      split = ",",
      defaultValue = "3,7,11,15",
      description = "Widths of the window; default ${DEFAULT-VALUE}.")
  private List<Integer> windows;

  @Option(
      names = "--channels",
      split = ",",
      defaultValue = "48,96,120,192,256",
      description = "Of the tensor; default ${DEFAULT-VALUE}.")
  private List<Integer> channels;

  @Mixin private RoundsOption rounds = new RoundsOption(15);

  @Mixin private ThreadsOption threads;

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    Program.run(Program.of(new DynamicConvolutionBenchmark()), arguments);
  }

  @Override
  public Integer call() {
    threads.begin();
    System.out.printf("median ms, %d tokens, %d heads%n", tokens, heads);
    System.out.printf("%4s %4s %4s  %8s %8s  %s%n", "T", "w", "c", "band", "taps", "chosen");
    for (int c : channels) {
      for (int w : windows) {
        for (int t : lengths) {
          double[] millis = new double[ConvolutionForm.values().length];
          Scope.run(() -> measure(t, w, c, millis));
          System.out.printf(
              Locale.ROOT,
              "%4d %4d %4d  %8.2f %8.2f  %s%n",
              t,
              w,
              c,
              millis[0],
              millis[1],
              ConvolutionForm.of(t, w).name().toLowerCase(Locale.ROOT));
        }
      }
    }
    return 0;
  }

  private void measure(int t, int w, int c, double[] millis) {
    NDArray x = Gradients.leaf(Torch.manager().randomNormal(new Shape(tokens / t, t, c)));
    NDArray bar = Torch.manager().randomNormal(x.getShape());
    List<NDArray> leaves = new ArrayList<>(List.of(x));
    long[][] shapes = {{2L * c, c}, {2L * c}, {(long) heads * w, c}, {c, c}, {c}};
    for (long[] shape : shapes) {
      leaves.add(Gradients.leaf(Torch.manager().randomNormal(new Shape(shape)).mul(0.1f)));
    }
    NDArray none = Torch.manager().create(new Shape(0));
    NDArray one = Torch.host().create(1f);
    NDArray h = Torch.host().create((long) heads);
    double[][] all = new double[millis.length][rounds.count()];
    for (int round = -2; round < rounds.count(); round++) {
      for (int form = 0; form < millis.length; form++) {
        NDArray number = Torch.host().create((long) form);
        long begin = System.nanoTime();
        Scope.run(
            () -> {
              NDArray y =
                  Torch.recording(
                      () ->
                          Kernel.named("dynamic_convolution")
                              .call(
                                  x,
                                  leaves.get(1),
                                  leaves.get(2),
                                  leaves.get(3),
                                  leaves.get(4),
                                  leaves.get(5),
                                  none,
                                  h,
                                  none,
                                  one,
                                  number));
              Gradients.accumulate(new NDList(y), new NDList(bar), List.of(), new NDList(leaves));
            });
        if (round >= 0) {
          all[form][round] = (System.nanoTime() - begin) / 1e6;
        }
      }
    }
    for (int form = 0; form < millis.length; form++) {
      millis[form] = Median.of(all[form]);
    }
  }
}
