package org.translatenas.bilevel.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.ReversibleToy;
import org.translatenas.bilevel.Supernet.Evaluation;
import org.translatenas.bilevel.gradient.LossFunction.Loss;
import org.translatenas.bilevel.sampling.Draw;
import org.translatenas.reversible.StackSettings.Mode;
import org.translatenas.reversible.Wants;
import org.translatenas.training.optimiser.Adam;
import org.translatenas.training.optimiser.AdamSettings;

/** An architecture's step leaves weights and buffers bit for bit, and what follows as it was. */
class ProbePurityTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RANDOM")
  void anEstimateLeavesNoTrace(MethodName name) {
    for (Mode mode : new Mode[] {Mode.STORED, Mode.REVERSIBLE}) {
      try (ReversibleToy toy = new ReversibleToy(mode, 0.2, 3);
          Adam adam = new Adam(toy.weights(), AdamSettings.TRANSFORMER)) {
        Supplier<ReversibleToy.Batch> batches =
            ReversibleToy.batches(1, List.of(2, 3, 1), 0, 16, 5);
        ReversibleToy.Batch training = batches.get();
        ReversibleToy.Batch validation = batches.get();
        SearchMethod method = ToySettings.method(name, 0, toy.nodes());
        double[] weights = toy.weights().values().toDoubleArray();
        List<Object> before = evaluation(toy, training);
        double[][] alpha = {{.1, .4, .2, .3}, {.25, .25, .25, .25}, {.3, .1, .5, .1}};
        Draw draw = method.distribution().draw(alpha, 1, 0.5);
        var estimate =
            method
                .gradient()
                .estimate(
                    draw,
                    method.objective().on(toy, training, validation, 8),
                    () -> new SupernetProblem<>(toy, training, 9, adam, 0.01));
        assertThat(estimate.alphaGradient()).hasDimensions(3, 4);
        assertThat(toy.weights().values().toDoubleArray()).isEqualTo(weights);
        assertThat(toy.weights().gradients().toDoubleArray()).containsOnly(0);
        assertThat(evaluation(toy, training)).isEqualTo(before);
      }
    }
  }

  private static List<Object> evaluation(ReversibleToy toy, ReversibleToy.Batch batch) {
    Evaluation loss =
        toy.evaluate(
            batch,
            Mixture.dense(new double[][] {{.1, .4, .2, .3}, {.2, .2, .2, .4}, {.3, .1, .5, .1}}),
            4,
            Wants.BOTH);
    List<Object> result = new ArrayList<>();
    result.add(Loss.of(loss).value());
    for (double gradient : toy.weights().gradients().toDoubleArray()) {
      result.add(gradient);
    }
    toy.weights().zeroGradients();
    return result;
  }
}
