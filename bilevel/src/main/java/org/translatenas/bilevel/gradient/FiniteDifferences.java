package org.translatenas.bilevel.gradient;

import ai.djl.ndarray.NDArray;
import org.translatenas.bilevel.CurvatureProducts;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Rows;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.Wants;

/**
 * Second-order products by differences of first-order gradients along v, ε = radius / ‖v‖, without
 * double backward. Mixed products are central differences, of the gradients at w ± ε v (Liu,
 * Simonyan, Yang 2019, equation 8). Hessian products, which only refine what the mixed one is taken
 * along, are one-sided: all share the gradient at w, so each further one is one evaluation. Batch
 * and noise are the same in all of them, and the weights come back bit for bit.
 *
 * <p>Beyond smooth networks it is as good as its radius: steps across kinks of ReLU are noise,
 * which a larger radius averages.
 */
final class FiniteDifferences implements CurvatureProducts {
  private final ParameterSet weights;
  private final LossFunction loss;
  private final Mixture mixture;
  private final double radius;
  private NDArray here; // the gradient at w; it lives in the scope of the first Hessian product

  FiniteDifferences(LowerProblem lower, Mixture mixture, double radius) {
    this.weights = lower.weights();
    this.loss = lower.loss();
    this.mixture = mixture;
    this.radius = radius;
  }

  @Override
  public NDArray hessian(NDArray v) {
    double norm = Torch.norm(v);
    if (!(norm > 0)) {
      return v.zerosLike();
    }
    if (here == null) {
      here = gradient();
    }
    double epsilon = radius / norm;
    return Scope.keep(
        () -> {
          try (WeightProbe probe = new WeightProbe(weights)) {
            probe.shift(v, epsilon);
            return gradient().sub(here).div(epsilon);
          }
        });
  }

  private NDArray gradient() {
    return WeightProbe.gradient(weights, () -> loss.at(mixture, Wants.WEIGHTS));
  }

  @Override
  public double[][] mixed(NDArray v) {
    double norm = Torch.norm(v);
    if (!(norm > 0)) {
      return Rows.zerosLike(mixture.weights());
    }
    double epsilon = radius / norm;
    double[][][] sides = new double[2][][];
    Scope.run(
        () -> {
          try (WeightProbe probe = new WeightProbe(weights)) {
            probe.shift(v, epsilon);
            sides[0] = loss.at(mixture, Wants.MIXING).mixingGradient();
            probe.shift(v, -epsilon);
            sides[1] = loss.at(mixture, Wants.MIXING).mixingGradient();
          }
        });
    return Rows.scale(1 / (2 * epsilon), Rows.subtract(sides[0], sides[1]));
  }
}
