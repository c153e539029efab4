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
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.Scope;
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

/** The supernet's gradients with reconstruction against those of ordinary backpropagation. */
class ReversibleBackpropagationTest {
  private static final VocabularyLoss.Settings LOSS = new VocabularyLoss.Settings(0.1, 3);
  private static final int VOCABULARY = 37;

  @ParameterizedTest
  @CsvSource({
    "2,3,MAX,PRE,0.3",
    "2,3,MAX,POST,0.3",
    "3,4,AVERAGE,PRE,0",
    "3,4,MAX,POST,0.3",
    "4,2,AVERAGE,PRE,0.3"
  })
  void equalsStoredInFloat64(
      int encoderSplits, int decoderSplits, Pooling pooling, NormPlacement norm, double dropout) {
    SearchSpace space = new SearchSpace(encoderSplits, decoderSplits, 1, pooling, norm);
    ModelSizes sizes = new ModelSizes(8, 24, 0, 2, 2, 2, dropout, dropout, dropout);
    check(space, sizes, DataType.FLOAT64, 1e-12);
  }

  @Test
  void staysWithin1e4InFloat32At6And6LayersWithDropout() {
    SearchSpace space = new SearchSpace(2, 3, 2, Pooling.MAX, NormPlacement.POST);
    ModelSizes sizes = new ModelSizes(16, 48, 0, 4, 6, 6, 0.1, 0, 0);
    check(space, sizes, DataType.FLOAT32, 1e-4);
  }

  private static void check(SearchSpace space, ModelSizes sizes, DataType type, double tolerance) {
    try (SupernetModel supernet = SupernetModel.create(space, sizes, VOCABULARY, type, 11)) {
      SplittableRandom random = new SplittableRandom(3);
      for (Mixing mixing : supernet.mixing()) {
        mixing.set(simplex(random, Math.toIntExact(mixing.weights().value().size())), true);
      }
      Batch batch = batch();
      Noise noise = Noise.of(5, 1);
      List<NDArray> expected = new ArrayList<>();
      List<NDArray> found = new ArrayList<>();
      Scope.run(
          () -> {
            StoredBackpropagation stored =
                new StoredBackpropagation(supernet.mixingWeights().all());
            BatchLoss loss = run(supernet, stored, batch, noise, expected);
            BatchLoss other = run(supernet, new ReversibleBackpropagation(), batch, noise, found);
            assertThat(other).isEqualTo(loss);
            for (int i = 0; i < 2; i++) {
              double scale = expected.get(i).abs().max().toType(DataType.FLOAT64, true).getDouble();
              double difference =
                  found
                      .get(i)
                      .sub(expected.get(i))
                      .abs()
                      .max()
                      .toType(DataType.FLOAT64, true)
                      .getDouble();
              assertThat(scale).isPositive();
              assertThat(difference / scale).isLessThan(tolerance);
            }
          });
    }
  }

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
