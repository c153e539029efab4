package org.translatenas.translate.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.Supernet.Evaluation;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.StackSettings;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.reversible.Wants;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.gradient.Backpropagation;
import org.translatenas.translate.gradient.MultiSplitBackpropagation;
import org.translatenas.translate.gradient.ReconstructionMonitor;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.SupernetModel;

/** The gradients that a search sees are derivatives of the mean loss that it sees. */
class TranslationSupernetTest extends SearchRuns {
  private static final SearchSpace SPACE =
      new SearchSpace(2, 3, 1, Pooling.AVERAGE, NormPlacement.PRE);
  private static final long SEED = 9;
  private static final double STEP = 1e-5;

  /** Of all weights at once: so short that hardly a ReLU turns. */
  private static final double WEIGHT_STEP = 1e-8;

  private SupernetModel model;
  private TranslationSupernet supernet;
  private Batch batch;

  @BeforeEach
  void create() {
    int vocabulary = corpus.tokenizer().vocabularySize();
    ModelSizes sizes = new ModelSizes(8, 24, 0, 2, 2, 2, 0.2, 0, 0);
    model = SupernetModel.create(SPACE, sizes, vocabulary, DataType.FLOAT64, 3);
    Backpropagation reversible =
        new MultiSplitBackpropagation(StackSettings.REVERSIBLE, ReconstructionMonitor.OFF);
    Backpropagation stored =
        new MultiSplitBackpropagation(
            StackSettings.of(StackSettings.Mode.STORED), ReconstructionMonitor.OFF);
    VocabularyLoss.Settings loss = new VocabularyLoss.Settings(0.1, corpus.marks().padId());
    supernet = new TranslationSupernet(SPACE, model, reversible, stored, loss);
    batch = Batch.of(corpus.train(), new int[] {0, 1, 2, 3}, corpus.marks());
  }

  @AfterEach
  void close() {
    model.close();
  }

  private double[][] mixing() {
    SplittableRandom random = new SplittableRandom(5);
    double[][] mixing = Mixtures.shape(supernet.nodes());
    for (double[] node : mixing) {
      double[] drawn = random.doubles(node.length, 0.5, 1.5).toArray();
      System.arraycopy(drawn, 0, node, 0, node.length);
    }
    return mixing;
  }

  private double loss(TranslationSupernet of, double[][] mixing) {
    return of.evaluate(batch, Mixture.dense(mixing), SEED, Wants.NOTHING).meanLoss();
  }

  @Test
  void withRespectToTheMixingWeights() {
    for (TranslationSupernet each : List.of(supernet, supernet.forProbes())) {
      double[][] mixing = mixing();
      double[][] found =
          each.evaluate(batch, Mixture.dense(mixing), SEED, Wants.MIXING).mixingGradient();
      for (int node = 0; node < mixing.length; node++) {
        for (int k = 0; k < mixing[node].length; k++) {
          double before = mixing[node][k];
          mixing[node][k] = before + STEP;
          double above = loss(each, mixing);
          mixing[node][k] = before - STEP;
          double below = loss(each, mixing);
          mixing[node][k] = before;
          assertThat(found[node][k])
              .as("%s %d", supernet.nodes().get(node), k)
              .isCloseTo((above - below) / (2 * STEP), within(1e-6));
        }
      }
      assertThat(Arrays.stream(found[0]).map(Math::abs).max().orElseThrow()).isGreaterThan(1e-3);
      int zero = OperationKind.ENCODER.indexOf(OperationKind.ZERO);
      assertThat(found[0][zero]).isZero();
    }
  }

  /** Along twenty directions of all weights. */
  @Test
  void withRespectToTheWeights() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 20; i++) {
      Scope.run(
          () -> {
            NDArray weights = supernet.weights().values();
            double[] drawn =
                IntStream.range(0, (int) weights.size())
                    .mapToDouble(any -> random.nextGaussian())
                    .toArray();
            NDArray direction = Torch.manager().create(drawn);
            supernet.weights().zeroGradients();
            Evaluation at = supernet.evaluate(batch, Mixture.dense(mixing()), SEED, Wants.WEIGHTS);
            assertThat(at.mixingGradient()).isNull();
            double slope = supernet.weights().gradients().mul(direction).sum().getDouble();
            weights.addi(direction.mul(WEIGHT_STEP));
            double above = loss(supernet, mixing());
            weights.subi(direction.mul(2 * WEIGHT_STEP));
            double below = loss(supernet, mixing());
            weights.addi(direction.mul(WEIGHT_STEP));
            assertThat(slope)
                .isCloseTo(
                    (above - below) / (2 * WEIGHT_STEP),
                    within(1e-5 * Math.max(1, Math.abs(slope))));
          });
    }
  }
}
