package org.translatenas.translate.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
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

/** The supernet at 6 + 6 layers, d = 240, with products in bfloat16, in every mode. */
class MixedPrecisionTest {
  private static final VocabularyLoss.Settings LOSS = new VocabularyLoss.Settings(0.1, 3);
  private static final int VOCABULARY = 37;
  private static final ModelSizes SIZES = new ModelSizes(80, 240, 0, 4, 6, 6, 0.1, 0, 0);
  private static final ModelSizes SMALL = new ModelSizes(16, 48, 0, 4, 6, 6, 0.1, 0, 0);

  private static SupernetModel supernet(
      NormPlacement norm, Pooling pooling, Precision precision, ModelSizes sizes) {
    SearchSpace space = new SearchSpace(2, 3, 2, pooling, norm);
    SupernetModel supernet =
        SupernetModel.create(space, sizes, VOCABULARY, precision, 11, Mixing.Form.PLAIN);
    SplittableRandom random = new SplittableRandom(3);
    for (Mixing mixing : supernet.mixing()) {
      double[] values = random.doubles(Math.toIntExact(mixing.weights().value().size())).toArray();
      double sum = Arrays.stream(values).sum();
      mixing.set(Arrays.stream(values).map(value -> value / sum).toArray(), true);
    }
    return supernet;
  }

  /** What a pass found: the gradients of weights and of mixing weights, and the loss. */
  private record Found(NDArray weights, NDArray mixing, BatchLoss loss) {}

  private static Found run(SupernetModel supernet, Backpropagation way) {
    supernet.model().parameters().zeroGradients();
    supernet.mixingWeights().zeroGradients();
    BatchLoss loss = way.run(supernet.model(), batch(), LOSS, Noise.of(5, 1), Wants.BOTH);
    return new Found(
        supernet.model().parameters().gradients().duplicate(),
        supernet.mixingWeights().gradients().duplicate(),
        loss);
  }

  private static Found run(SupernetModel supernet, Mode mode, ResidualStream stream) {
    return run(
        supernet,
        new MultiSplitBackpropagation(
            new StackSettings(mode, 0, stream), ReconstructionMonitor.OFF));
  }

  private static double distance(NDArray found, NDArray expected) {
    return largest(found.sub(expected)) / largest(expected);
  }

  private static double largest(NDArray x) {
    return x.abs().max().toType(DataType.FLOAT64, true).getDouble();
  }

  @ParameterizedTest
  @CsvSource({"PRE,AVERAGE", "PRE,MAX", "POST,AVERAGE", "POST,MAX"})
  void reconstructsAndGivesStoredGradients(NormPlacement norm, Pooling pooling) {
    ReconstructionMonitor monitor = new ReconstructionMonitor(1, line -> {});
    try (SupernetModel supernet = supernet(norm, pooling, Precision.BFLOAT16, SIZES)) {
      Scope.run(
          () -> {
            Found expected = run(supernet, Mode.STORED, ResidualStream.FLOAT);
            Found found =
                run(supernet, new MultiSplitBackpropagation(StackSettings.REVERSIBLE, monitor));
            assertThat(monitor.takeWorst()).isLessThan(1e-12);
            near(found, expected);
          });
    }
  }

  private static void near(Found found, Found expected) {
    assertThat(found.loss()).isEqualTo(expected.loss());
    assertThat(distance(found.weights(), expected.weights())).isLessThan(5e-3);
    assertThat(distance(found.mixing(), expected.mixing())).isLessThan(5e-3);
  }

  @Test
  void checkpointedBackpropagationGivesStoredGradients() {
    try (SupernetModel supernet =
        supernet(NormPlacement.PRE, Pooling.AVERAGE, Precision.BFLOAT16, SMALL)) {
      Scope.run(
          () ->
              near(
                  run(supernet, Mode.CHECKPOINTED, ResidualStream.FLOAT),
                  run(supernet, Mode.STORED, ResidualStream.FLOAT)));
    }
  }

  @Test
  void aFixedPointStreamIsReconstructedBitForBit() {
    ReconstructionMonitor monitor = new ReconstructionMonitor(1, line -> {});
    ResidualStream stream = new FixedPointStream(14, "stack", line -> {});
    try (SupernetModel supernet =
        supernet(NormPlacement.PRE, Pooling.AVERAGE, Precision.BFLOAT16, SIZES)) {
      Scope.run(
          () -> {
            StackSettings settings = new StackSettings(Mode.REVERSIBLE, 0, stream);
            Found found = run(supernet, new MultiSplitBackpropagation(settings, monitor));
            assertThat(monitor.takeWorst()).isZero();
            near(found, run(supernet, Mode.STORED, stream));
          });
    }
  }

  /** Where both store: what the roundings of 12 layers' products do to the largest gradients. */
  @Test
  void staysNearFloat32() {
    try (SupernetModel mixed =
            supernet(NormPlacement.PRE, Pooling.AVERAGE, Precision.BFLOAT16, SMALL);
        SupernetModel single =
            supernet(NormPlacement.PRE, Pooling.AVERAGE, Precision.FLOAT32, SMALL)) {
      Scope.run(
          () -> {
            Found expected = run(single, new StoredBackpropagation(single.mixingWeights().all()));
            Found found = run(mixed, new StoredBackpropagation(mixed.mixingWeights().all()));
            assertThat(distance(found.weights(), expected.weights())).isPositive().isLessThan(2e-2);
          });
    }
  }

  /** Ragged sentences, so that padding matters. */
  private static Batch batch() {
    SplittableRandom random = new SplittableRandom(8);
    List<int[]> sources = new ArrayList<>();
    List<int[]> targets = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sources.add(random.ints(2 + 3L * i, 4, VOCABULARY).toArray());
      targets.add(random.ints(9 - 2L * i, 4, VOCABULARY).toArray());
    }
    return Batch.of(
        ParallelCorpus.of(
            List.of(sources.toArray(int[][]::new)), List.of(targets.toArray(int[][]::new))),
        new int[] {0, 1, 2, 3},
        new Marks(3, 1, 2));
  }
}
