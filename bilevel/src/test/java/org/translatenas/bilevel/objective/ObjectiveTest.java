package org.translatenas.bilevel.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.SearchNode;
import org.translatenas.bilevel.Supernet;
import org.translatenas.bilevel.gradient.LossFunction.Loss;
import org.translatenas.reversible.Initializer;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.Wants;

class ObjectiveTest {
  private static final Mixture MIXTURE = Mixture.dense(new double[][] {{.5, 2}});

  /** The mean loss of batch b is b w (A₁ + 3 A₂), over two targets; w = 1. */
  private static final class Line implements Supernet<Double>, AutoCloseable {
    private final ParameterSet weights;

    Line() {
      ParameterSet.Declarations declarations = new ParameterSet.Declarations();
      declarations.add("w", Initializer.ONES, 1);
      weights = declarations.build(DataType.FLOAT64, 1);
    }

    @Override
    public List<SearchNode> nodes() {
      return List.of(new SearchNode("node", List.of("one", "three")));
    }

    @Override
    public ParameterSet weights() {
      return weights;
    }

    @Override
    public Evaluation evaluate(Double b, Mixture mixture, long seed, Wants wants) {
      double w = weights.values().toDoubleArray()[0];
      double mixed = mixture.weights()[0][0] + 3 * mixture.weights()[0][1];
      if (wants.weights()) {
        NDArray gradient = weights.get("w").gradient();
        Scope.run(() -> gradient.addi(Torch.manager().create(new double[] {b * mixed})));
      }
      double[][] ofMixing = wants.mixing() ? new double[][] {{b * w, 3 * b * w}} : null;
      return new Evaluation(2 * b * w * mixed, 2, ofMixing);
    }

    @Override
    public void close() {
      weights.close();
    }
  }

  private static Loss loss(Line line, Objective objective, double training, double validation) {
    return objective.on(line, training, validation, 7).at(MIXTURE, Wants.BOTH);
  }

  /**
   * L1 + λ |L2 − L1| at A = (0.5, 2), where L = 6.5 b; its derivatives are those of (1 − λ s) L1 +
   * λ s L2 with s the sign of L2 − L1.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 5, 0.5, 22.75, 3.5", // 13 + 0.5 · 19.5; 2 + 0.5 · 3
    "5, 2, 0.5, 42.25, 6.5", // 32.5 + 0.5 · 19.5; 5 + 0.5 · 3
    "5, 2, 0, 32.5, 5",
    "2, 5, 2, 52, 8",
    "3, 3, 0.5, 19.5, 3"
  })
  void theGapCountsOnBothSides(
      double training, double validation, double weight, double value, double slope) {
    try (Line line = new Line()) {
      Loss loss = loss(line, new Objective(Objective.Kind.GAP, weight), training, validation);
      assertThat(loss.value()).isCloseTo(value, within(1e-12));
      assertThat(loss.mixingGradient()[0])
          .containsExactly(new double[] {slope, 3 * slope}, within(1e-12));
      assertThat(line.weights().get("w").gradient().toDoubleArray())
          .containsExactly(new double[] {6.5 * slope}, within(1e-12));
      assertThat(loss.data().meanLoss()).isEqualTo(6.5 * validation);
    }
  }

  @Test
  void oneLossReadsOneBatch() {
    try (Line line = new Line()) {
      assertThat(loss(line, Objective.VALIDATION, Double.NaN, 2).value()).isEqualTo(13);
      line.weights().zeroGradients();
      Loss training = loss(line, Objective.TRAINING, 4, Double.NaN);
      assertThat(training.value()).isEqualTo(26);
      assertThat(training.mixingGradient()[0]).containsExactly(4, 12);
    }
  }
}
