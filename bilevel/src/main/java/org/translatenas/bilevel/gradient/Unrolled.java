package org.translatenas.bilevel.gradient;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.gradient.LossFunction.Loss;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Wants;

/**
 * Second-order DARTS (Liu, Simonyan, Yang 2019, equation 7): f after one more step of the weights,
 * w' = w − P ∂L1/∂w, differentiated through that step:
 *
 * <pre>∂f(w', A)/∂A − ∂/∂A ⟨∂L1(w, A)/∂w, P v⟩,  v = ∂f(w', A)/∂w'</pre>
 *
 * With P = ξ it is the paper's, momentum, clipping and decay left out; with Adam, P is what its
 * next step takes of a gradient. Four gradient evaluations.
 */
public record Unrolled(Curvature curvature) implements MixtureGradient {
  @Override
  public Loss at(LossFunction f, Supplier<LowerProblem> lower, Mixture mixture) {
    LowerProblem problem = lower.get();
    ParameterSet weights = problem.weights();
    Preconditioner p = problem.preconditioner();
    Loss[] result = new Loss[1];
    Scope.run(
        () -> {
          NDArray step =
              Scope.keep(
                  () ->
                      p.apply(
                          WeightProbe.gradient(
                              weights, () -> problem.loss().at(mixture, Wants.WEIGHTS))));
          Loss[] after = new Loss[1];
          NDArray direction =
              Scope.keep(
                  () -> {
                    try (WeightProbe probe = new WeightProbe(weights)) {
                      probe.shift(step, -1);
                      return p.apply(
                          WeightProbe.gradient(
                              weights, () -> after[0] = f.at(mixture, Wants.BOTH)));
                    }
                  });
          step.close();
          double[][] mixed = curvature.of(problem, mixture).mixed(direction);
          result[0] =
              new Loss(
                  after[0].value(),
                  Rows.subtract(after[0].mixingGradient(), mixed),
                  after[0].data());
        });
    return result[0];
  }
}
