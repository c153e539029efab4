package org.translatenas.translate.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;

/** {@code step}, position by position, against {@code decode} over the whole target. */
class IncrementalDecodingTest {
  private static final int PAD = 3;
  private static final int VOCABULARY = 11;
  private static final int[] LENGTHS = {7, 1, 4};
  private static final int BEAM = 2;
  private static final int STEPS = 18; // beyond the widest window, 15
  private static final double TOLERANCE = 1e-10;

  private final SplittableRandom random = new SplittableRandom(5);

  static Stream<ModelSpec> specs() {
    List<ModelSpec> specs = new ArrayList<>();
    for (NormPlacement norm : NormPlacement.values()) {
      specs.add(ToyModels.transformer(norm, VOCABULARY));
      for (OperationKind kind : OperationKind.DECODER) {
        specs.add(ToyModels.multiSplit(kind, norm, VOCABULARY));
      }
      for (Pooling pooling : Pooling.values()) {
        specs.add(ToyModels.multiSplit(norm, pooling, VOCABULARY));
      }
    }
    specs.add(ToyModels.evolved(VOCABULARY));
    return specs.stream();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void stepsGiveWhatDecodingGives(ModelSpec spec) {
    long[] target = random.longs((long) LENGTHS.length * BEAM * STEPS, 4, VOCABULARY).toArray();
    int[] swap = {1, 0, 3, 2, 4, 5};
    try (TranslationModel model = ToyModels.create(spec, DataType.FLOAT64, 7)) {
      Scope.run(
          () -> {
            double[][] whole = whole(model, target);
            assertThat(relative(incremental(model, target, null, 0), whole)).isLessThan(TOLERANCE);
            double[][] swapped = incremental(model, swapped(target, swap, 9), swap, 9);
            for (int t = 9; t < STEPS; t++) {
              assertThat(relative(swapped[t], rows(whole[t], swap))).isLessThan(TOLERANCE);
            }
          });
    }
  }

  /** Per position, the states [N, e] of one pass over whole targets. */
  private double[][] whole(TranslationModel model, long[] target) {
    int sentences = LENGTHS.length * BEAM;
    long[] source = source(BEAM);
    Context context = context(source, sentences);
    NDArray memory = encode(model, source, sentences, context);
    NDArray states = // [N, T, e]
        model.decode(
            BatchTensors.ids(target, sentences, STEPS), context.withMemory(memory), Noise.NONE);
    double[][] result = new double[STEPS][];
    for (int t = 0; t < STEPS; t++) {
      NDArray position = Torch.manager().create(new long[] {t});
      result[t] =
          Kernel.named("select_rows").call(states.transpose(1, 0, 2), position).toDoubleArray();
    }
    return result;
  }

  /**
   * Per position, the states [N, e] of single steps; before step {@code at} the hypotheses are
   * reordered by {@code order} if there is one.
   */
  private double[][] incremental(TranslationModel model, long[] target, int[] order, int at) {
    int rows = LENGTHS.length * BEAM;
    long[] source = source(1);
    Context context = context(source, LENGTHS.length);
    Context decoder = context.withMemory(encode(model, source, LENGTHS.length, context));
    double[][] result = new double[STEPS][];
    try (DecoderCache cache = new DecoderCache(LENGTHS.length, BEAM, false)) {
      for (int t = 0; t < STEPS; t++) {
        int position = t;
        if (order != null && t == at) {
          Scope.run(() -> cache.reorder(Survivors.all(LENGTHS.length), order));
        }
        long[] ids = new long[rows];
        for (int row = 0; row < rows; row++) {
          ids[row] = target[row * STEPS + t];
        }
        Scope.run(
            () ->
                result[position] =
                    model.step(BatchTensors.ids(ids, rows, 1), decoder, cache).toDoubleArray());
      }
    }
    return result;
  }

  /** Each sentence {@code times} times, padded, row-major. */
  private static long[] source(int times) {
    int longest = Arrays.stream(LENGTHS).max().orElseThrow();
    long[] ids = new long[LENGTHS.length * times * longest];
    Arrays.fill(ids, PAD);
    for (int row = 0; row < LENGTHS.length * times; row++) {
      for (int i = 0; i < LENGTHS[row / times]; i++) {
        ids[row * longest + i] = 4L + (row / times * 3 + i * 5) % (VOCABULARY - 4);
      }
    }
    return ids;
  }

  private static Context context(long[] source, int sentences) {
    return BatchTensors.context(
        source, sentences, source.length / sentences, PAD, DataType.FLOAT64);
  }

  private static NDArray encode(
      TranslationModel model, long[] source, int sentences, Context context) {
    int length = source.length / sentences;
    return model.encode(BatchTensors.ids(source, sentences, length), context, Noise.NONE);
  }

  /** Targets whose row i is row order[i] from position {@code at} on. */
  private static long[] swapped(long[] target, int[] order, int at) {
    long[] result = target.clone();
    for (int row = 0; row < order.length; row++) {
      System.arraycopy(target, order[row] * STEPS + at, result, row * STEPS + at, STEPS - at);
    }
    return result;
  }

  private static double[] rows(double[] states, int[] order) {
    int width = states.length / order.length;
    double[] result = new double[states.length];
    for (int row = 0; row < order.length; row++) {
      System.arraycopy(states, order[row] * width, result, row * width, width);
    }
    return result;
  }

  private static double relative(double[][] actual, double[][] expected) {
    double worst = 0;
    for (int t = 0; t < expected.length; t++) {
      worst = Math.max(worst, relative(actual[t], expected[t]));
    }
    return worst;
  }

  private static double relative(double[] actual, double[] expected) {
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    return difference / largest;
  }
}
