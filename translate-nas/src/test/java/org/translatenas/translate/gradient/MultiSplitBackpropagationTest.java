package org.translatenas.translate.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translatenas.reversible.FixedPointStream;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.Precision;
import org.translatenas.reversible.ResidualStream;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.StackSettings;
import org.translatenas.reversible.StackSettings.Mode;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.reversible.Wants;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.data.ParallelCorpus;
import org.translatenas.translate.model.Mixing;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.SupernetModel;

/**
 * The supernet's gradients in every mode against those of one ordinary graph of the whole model.
 */
class MultiSplitBackpropagationTest {
  private static final VocabularyLoss.Settings LOSS = new VocabularyLoss.Settings(0.1, 3);
  private static final int VOCABULARY = 37;

  /** All candidates are computed; the mixing weights are drawn. */
  @ParameterizedTest
  @CsvSource({
    "2,3,MAX,PRE,0.3,REVERSIBLE",
    "2,3,MAX,POST,0.3,REVERSIBLE",
    "3,4,AVERAGE,PRE,0,REVERSIBLE",
    "3,4,MAX,POST,0.3,REVERSIBLE",
    "4,2,AVERAGE,PRE,0.3,REVERSIBLE",
    "4,2,MAX,PRE,0,REVERSIBLE",
    "2,3,MAX,PRE,0.3,CHECKPOINTED",
    "3,4,AVERAGE,POST,0.3,CHECKPOINTED",
    "2,3,AVERAGE,PRE,0.3,STORED"
  })
  void equalsOrdinaryAutogradInFloat64(
      int encoderSplits,
      int decoderSplits,
      Pooling pooling,
      NormPlacement norm,
      double dropout,
      Mode mode) {
    SearchSpace space = new SearchSpace(encoderSplits, decoderSplits, 1, pooling, norm);
    ModelSizes sizes = new ModelSizes(8, 24, 0, 2, 2, 2, dropout, dropout, dropout);
    check(space, sizes, DataType.FLOAT64, way(StackSettings.of(mode)), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    "STORED, true, false",
    "REVERSIBLE, true, false",
    "CHECKPOINTED, true, false",
    "REVERSIBLE, false, true",
    "REVERSIBLE, true, true"
  })
  void normalisedMixturesToo(Mode mode, boolean candidates, boolean sum) {
    SearchSpace space = new SearchSpace(2, 3, 1, Pooling.AVERAGE, NormPlacement.PRE);
    ModelSizes sizes = new ModelSizes(8, 24, 0, 2, 2, 2, 0.3, 0, 0);
    Backpropagation way = way(StackSettings.of(mode));
    try (SupernetModel supernet =
        supernet(space, sizes, DataType.FLOAT64, new Mixing.Form(candidates, sum))) {
      check(supernet, way, 1e-12);
    }
  }

  @Test
  void staysWithin1e4InFloat32At6And6LayersWithDropout() {
    check(POST, sizes(6), DataType.FLOAT32, way(StackSettings.REVERSIBLE), 1e-4);
  }

  @Test
  void staysWithin1e4InFloat32At12And12Layers() {
    check(POST, sizes(12), DataType.FLOAT32, way(StackSettings.REVERSIBLE), 1e-4);
  }

  @Test
  void boundariesEvery6LayersBring12LayersWithin1e5() {
    StackSettings settings = new StackSettings(Mode.REVERSIBLE, 6, ResidualStream.FLOAT);
    check(POST, sizes(12), DataType.FLOAT32, way(settings), 1e-5);
  }

  private static final SearchSpace POST = new SearchSpace(2, 3, 2, Pooling.MAX, NormPlacement.POST);

  private static ModelSizes sizes(int layers) {
    return new ModelSizes(16, 48, 0, 4, layers, layers, 0.1, 0, 0);
  }

  private static Backpropagation way(StackSettings settings) {
    return new MultiSplitBackpropagation(settings, ReconstructionMonitor.OFF);
  }

  @Test
  void theFixedPointStreamReconstructs24LayersBitForBit() {
    List<String> warnings = new ArrayList<>();
    ReconstructionMonitor monitor = new ReconstructionMonitor(1, warnings::add);
    StackSettings settings =
        new StackSettings(Mode.REVERSIBLE, 0, new FixedPointStream(14, "decoder", warnings::add));
    ReconstructionMonitor floating = new ReconstructionMonitor(1, warnings::add);
    try (SupernetModel supernet = supernet(POST, sizes(24), DataType.FLOAT32)) {
      Batch batch = batch();
      new MultiSplitBackpropagation(settings, monitor)
          .run(supernet.model(), batch, LOSS, Noise.of(5, 1), Wants.BOTH);
      new MultiSplitBackpropagation(StackSettings.REVERSIBLE, floating)
          .run(supernet.model(), batch, LOSS, Noise.of(5, 1), Wants.BOTH);
    }
    assertThat(monitor.takeWorst()).isZero();
    assertThat(floating.takeWorst()).isPositive();
    assertThat(monitor.takeWorst()).isNaN();
  }

  private static SupernetModel supernet(SearchSpace space, ModelSizes sizes, DataType type) {
    return supernet(space, sizes, type, Mixing.Form.PLAIN);
  }

  private static SupernetModel supernet(
      SearchSpace space, ModelSizes sizes, DataType type, Mixing.Form form) {
    SupernetModel supernet =
        SupernetModel.create(space, sizes, VOCABULARY, Precision.of(type), 11, form);
    SplittableRandom random = new SplittableRandom(3);
    for (Mixing mixing : supernet.mixing()) {
      mixing.set(simplex(random, Math.toIntExact(mixing.weights().value().size())), true);
    }
    return supernet;
  }

  private static void check(
      SearchSpace space, ModelSizes sizes, DataType type, Backpropagation way, double tolerance) {
    try (SupernetModel supernet = supernet(space, sizes, type)) {
      check(supernet, way, tolerance);
    }
  }

  private static void check(SupernetModel supernet, Backpropagation way, double tolerance) {
    Batch batch = batch();
    Noise noise = Noise.of(5, 1);
    List<NDArray> expected = new ArrayList<>();
    List<NDArray> found = new ArrayList<>();
    Scope.run(
        () -> {
          StoredBackpropagation stored = new StoredBackpropagation(supernet.mixingWeights().all());
          BatchLoss loss = run(supernet, stored, batch, noise, expected);
          BatchLoss other = run(supernet, way, batch, noise, found);
          assertThat(other).isEqualTo(loss);
          assertThat(expected).hasSameSizeAs(found);
          for (int i = 0; i < expected.size(); i++) {
            double scale = largest(expected.get(i));
            double difference = largest(found.get(i).sub(expected.get(i)));
            assertThat(difference).isLessThanOrEqualTo(tolerance * scale);
          }
        });
  }

  private static double largest(NDArray x) {
    return x.abs().max().toType(DataType.FLOAT64, true).getDouble();
  }

  /** The gradients of all weights together, and of each node's mixing weights. */
  private static BatchLoss run(
      SupernetModel supernet,
      Backpropagation way,
      Batch batch,
      Noise noise,
      List<NDArray> gradients) {
    supernet.model().parameters().zeroGradients();
    supernet.mixingWeights().zeroGradients();
    BatchLoss loss = way.run(supernet.model(), batch, LOSS, noise, Wants.BOTH);
    gradients.add(supernet.model().parameters().gradients().duplicate());
    gradients.add(supernet.mixingWeights().gradients().duplicate());
    return loss;
  }

  private static double[] simplex(SplittableRandom random, int size) {
    double[] values = random.doubles(size).toArray();
    double sum = IntStream.range(0, size).mapToDouble(i -> values[i]).sum();
    return IntStream.range(0, size).mapToDouble(i -> values[i] / sum).toArray();
  }

  /** Ragged sentences, so that padding matters. */
  private static Batch batch() {
    SplittableRandom random = new SplittableRandom(8);
    int[][] sources = new int[4][];
    int[][] targets = new int[4][];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = random.ints(2 + 3L * i, 4, VOCABULARY).toArray();
      targets[i] = random.ints(9 - 2L * i, 4, VOCABULARY).toArray();
    }
    return Batch.of(
        ParallelCorpus.of(List.of(sources), List.of(targets)),
        new int[] {0, 1, 2, 3},
        new Marks(3, 1, 2));
  }
}
