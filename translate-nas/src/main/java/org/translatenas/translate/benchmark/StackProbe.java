package org.translatenas.translate.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.ReversibleStack;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.SideInputs;
import org.translatenas.reversible.StackPass;
import org.translatenas.reversible.StackSettings;
import org.translatenas.reversible.StackSettings.Mode;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.Wants;
import org.translatenas.training.log.PeakMemory;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.memory.BatchShape;
import org.translatenas.translate.memory.MemoryPlan;
import org.translatenas.translate.memory.MemoryPlan.Candidates;
import org.translatenas.translate.model.BatchTensors;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.Mixing;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.MultiSplitStack;
import org.translatenas.translate.model.SupernetModel;
import org.translatenas.translate.model.TranslationModel;
import org.translatenas.translate.process.Median;

/**
 * One measurement of {@link ReversibleBenchmark} in a process of its own: the supernet's encoder or
 * decoder stack with all candidates, without embeddings and vocabulary. Prints one line of JSON.
 */
public final class StackProbe implements AutoCloseable {
  private static final int ENCODER_SPLITS = 2;
  private static final int DECODER_SPLITS = 3;
  private static final int LENGTH = 32; // positions of a sentence
  private static final int TINY = 2; // sentences of the warm-up
  private static final int VOCABULARY = 8;
  private static final SearchSpace SPACE =
      new SearchSpace(ENCODER_SPLITS, DECODER_SPLITS, 2, Pooling.AVERAGE, NormPlacement.PRE);
  private static final int WARM_UP_STEPS = 10;
  private static final int MEMORY_STEPS = 2;

  private final SupernetModel supernet;
  private final ReversibleStack stack;
  private final boolean decoder;
  private final int width;
  private int step;

  private StackProbe(boolean decoder, int depth, int width) {
    this.decoder = decoder;
    this.width = width;
    ModelSizes sizes = sizes(decoder, depth, width);
    supernet = SupernetModel.create(SPACE, sizes, VOCABULARY, DataType.FLOAT32, 1);
    for (Mixing mixing : supernet.mixing()) {
      double[] even = new double[Math.toIntExact(mixing.weights().value().size())];
      Arrays.fill(even, 1.0 / even.length);
      mixing.set(even, true);
    }
    TranslationModel model = supernet.model();
    stack = ((MultiSplitStack) (decoder ? model.decoder() : model.encoder())).reversible();
  }

  private static ModelSizes sizes(boolean decoder, int depth, int width) {
    return new ModelSizes(8, width, 0, 4, decoder ? 0 : depth, decoder ? depth : 0, 0.1, 0, 0);
  }

  /** What the memory of a stack should be, in bytes. */
  static long plannedBytes(boolean decoder, int depth, int width, Mode mode, int tokens) {
    MemoryPlan plan =
        new MemoryPlan(SPACE, sizes(decoder, depth, width), VOCABULARY, 0, false, Candidates.ALL);
    BatchShape shape = new BatchShape(tokens / LENGTH, LENGTH, LENGTH);
    return decoder ? plan.decoderBytes(mode, shape) : plan.encoderBytes(mode, shape);
  }

  /**
   * Arguments: {@code encoder} or {@code decoder}, depth, width, tokens, threads, then {@code
   * memory MODE} or {@code time ROUNDS}.
   */
  public static void main(String[] arguments) throws IOException {
    int[] numbers = Arrays.stream(arguments, 1, 5).mapToInt(Integer::parseInt).toArray();
    Torch.setThreads(numbers[3]);
    int sentences = numbers[2] / LENGTH;
    try (StackProbe probe =
        new StackProbe(arguments[0].equals("decoder"), numbers[0], numbers[1])) {
      Map<String, Object> result =
          arguments[5].equals("memory")
              ? probe.memory(Mode.valueOf(arguments[6]), sentences)
              : probe.time(Integer.parseInt(arguments[6]), sentences);
      System.out.println(new ObjectMapper().writeValueAsString(result));
    }
  }

  /** What a step's tensors need at their peak, beyond what stands before the first step. */
  private Map<String, Object> memory(Mode mode, int sentences) {
    Map<String, Object> result = new LinkedHashMap<>();
    try (Input tiny = new Input(TINY);
        Input input = new Input(sentences)) {
      // Loads code and kernels and has them compiled, which takes memory but is no activation.
      for (int i = 0; i < WARM_UP_STEPS; i++) {
        run(tiny, mode, Wants.WEIGHTS);
        run(tiny, mode, Wants.MIXING);
      }
      if (!PeakMemory.reset()) {
        throw new IllegalStateException("this system does not let a process reset its peak memory");
      }
      long before = PeakMemory.residentBytes();
      double error = 0;
      for (int i = 0; i < MEMORY_STEPS; i++) {
        error = Math.max(error, run(input, mode, Wants.WEIGHTS));
        run(input, mode, Wants.MIXING);
      }
      result.put("peakBytes", PeakMemory.peakBytes() - before);
      result.put("reconstructionError", error);
    }
    result.put("parameters", supernet.model().parameters().values().size());
    return result;
  }

  /** Median seconds of both kinds of steps in each mode, all interleaved. */
  private Map<String, Object> time(int rounds, int sentences) {
    Map<String, Object> result = new LinkedHashMap<>();
    Mode[] modes = Mode.values();
    double[][] seconds = new double[2 * modes.length][rounds];
    try (Input input = new Input(sentences)) {
      for (int round = -1; round < rounds; round++) { // the first warms up
        for (int i = 0; i < seconds.length; i++) {
          long begin = System.nanoTime();
          run(input, modes[i / 2], i % 2 == 0 ? Wants.WEIGHTS : Wants.MIXING);
          if (round >= 0) {
            seconds[i][round] = (System.nanoTime() - begin) / 1e9;
          }
        }
      }
    }
    for (int i = 0; i < seconds.length; i++) {
      String step = i % 2 == 0 ? ".weights" : ".architecture";
      result.put(modes[i / 2] + step, Median.of(seconds[i]));
    }
    return result;
  }

  /** One forward and backward pass; the largest error of the reconstructed input, relative. */
  private double run(Input input, Mode mode, Wants wants) {
    double[] error = new double[1];
    Noise noise = Noise.of(1, step++);
    Scope.run(
        () -> {
          StackPass pass = stack.begin(input.splits, input.side, noise, StackSettings.of(mode));
          NDList found = pass.backward(input.cotangents, wants).inputs();
          for (int i = 0; i < found.size(); i++) {
            NDArray truth = input.splits.get(i);
            float difference = found.get(i).sub(truth).abs().max().getFloat();
            error[0] = Math.max(error[0], difference / truth.abs().max().getFloat());
          }
        });
    return error[0];
  }

  @Override
  public void close() {
    supernet.close();
  }

  /** Random splits and cotangents, without padding. */
  private final class Input implements AutoCloseable {
    private final NDList splits = new NDList();
    private final NDList cotangents = new NDList();
    private final SideInputs side;

    Input(int sentences) {
      int count = decoder ? DECODER_SPLITS : ENCODER_SPLITS;
      Shape shape = new Shape(sentences, LENGTH, width / count);
      for (int i = 0; i < count; i++) {
        splits.add(Torch.manager().randomNormal(shape));
        cotangents.add(Torch.manager().randomNormal(shape));
      }
      long[] ids = new long[sentences * LENGTH];
      Arrays.fill(ids, 4);
      Context context = BatchTensors.context(ids, sentences, LENGTH, 0, DataType.FLOAT32);
      Shape memory = new Shape(sentences, LENGTH, width);
      side =
          (decoder ? context.withMemory(Torch.manager().randomNormal(memory)) : context)
              .toSideInputs();
    }

    @Override
    public void close() {
      splits.close();
      cotangents.close();
      side.differentiable().close();
      side.constants().close();
    }
  }
}
