package org.translatenas.bilevel.gradient;

import ai.djl.ndarray.NDArray;
import org.translatenas.bilevel.CurvatureProducts;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Rows;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Wants;

/**
 * Second-order products by central differences of first-order gradients at w ± ε v, ε = radius /
 * ‖v‖ (Liu, Simonyan, Yang 2019, equation 8): two evaluations a product, and no double backward.
 * Batch and noise are the same in all of them, and the weights come back bit for bit.
 *
 * <p>Beyond smooth networks it is as good as its radius: steps across kinks of ReLU are noise,
 * which a larger radius averages.
 */
final class FiniteDifferences implements CurvatureProducts {
  private final ParameterSet weights;
  private final LossFunction loss;
  private final Mixture mixture;
  private final double radius;

  FiniteDifferences(LowerProblem lower, Mixture mixture, double radius) {
    this.weights = lower.weights();
    this.loss = lower.loss();
    this.mixture = mixture;
    this.radius = radius;
  }

  @Override
  public NDArray hessian(NDArray v) {
    double norm = WeightProbe.norm(v);
    if (!(norm > 0)) {
      return v.zerosLike();
    }
    double epsilon = radius / norm;
    return Scope.keep(
        () -> {
          try (WeightProbe probe = new WeightProbe(weights)) {
            NDArray above = at(probe, v, epsilon);
            NDArray below = at(probe, v, -epsilon);
            return above.sub(below).div(2 * epsilon);
          }
        });
  }

  private NDArray at(WeightProbe probe, NDArray v, double epsilon) {
    probe.shift(v, epsilon);
    return WeightProbe.gradient(weights, () -> loss.at(mixture, Wants.WEIGHTS));
  }

  @Override
  public double[][] mixed(NDArray v) {
    double norm = WeightProbe.norm(v);
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
