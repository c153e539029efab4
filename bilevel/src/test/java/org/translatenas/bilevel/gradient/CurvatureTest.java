package org.translatenas.bilevel.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translatenas.bilevel.CurvatureProducts;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.ReversibleToy;
import org.translatenas.bilevel.gradient.LossFunction.Loss;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.StackSettings.Mode;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.Wants;
import org.translatenas.training.optimiser.Adam;
import org.translatenas.training.optimiser.AdamSettings;

/** Double backward and finite differences against each other, on a smooth network in float64. */
class CurvatureTest {
  private static final Mixture MIXTURE =
      Mixture.dense(new double[][] {{.1, .4, .2, .3}, {.25, .25, .25, .25}, {.3, .1, .5, .1}});

  /** Evaluations of one batch. */
  private record Problem(ReversibleToy toy, ReversibleToy.Batch batch) implements LowerProblem {
    @Override
    public ParameterSet weights() {
      return toy.weights();
    }

    @Override
    public LossFunction loss() {
      return (mixture, wants) -> Loss.of(toy.evaluate(batch, mixture, 11, wants));
    }

    @Override
    public Preconditioner preconditioner() {
      return Preconditioner.scaled(0.05);
    }

    @Override
    public boolean supportsDoubleBackward() {
      return toy.supportsDoubleBackward();
    }

    @Override
    public CurvatureProducts exact(Mixture mixture) {
      return toy.curvature(batch, mixture, 11);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3})
  void bothAgree(double dropout) {
    try (ReversibleToy toy = new ReversibleToy(Mode.STORED, dropout, 3)) {
      ReversibleToy.Batch batch = ReversibleToy.batches(1, List.of(2, 3, 1), 0, 16, 5).get();
      Problem problem = new Problem(toy, batch);
      double[] before = toy.weights().values().toDoubleArray();
      Scope.run(
          () -> {
            NDArray v = WeightProbe.gradient(toy.weights(), () -> evaluate(problem));
            CurvatureProducts exact = new Curvature(Curvature.Kind.AUTO, 1).of(problem, MIXTURE);
            double[] hessian = exact.hessian(v).toDoubleArray();
            double[][] mixed = exact.mixed(v);
            double[] last = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
            for (double radius : new double[] {1e-2, 1e-3, 1e-4}) {
              CurvatureProducts differences =
                  new Curvature(Curvature.Kind.FINITE_DIFFERENCES, radius).of(problem, MIXTURE);
              double ofHessian = distance(differences.hessian(v).toDoubleArray(), hessian);
              assertThat(ofHessian).isLessThan(last[0] / 8); // one-sided: of the radius
              double ofMixed = distance(flat(differences.mixed(v)), flat(mixed));
              assertThat(ofMixed).isLessThan(last[1] / 50); // central: of its square
              last = new double[] {ofHessian, ofMixed};
            }
            assertThat(last[0]).isLessThan(1e-3);
            assertThat(last[1]).isLessThan(1e-7);
          });
      assertThat(toy.weights().values().toDoubleArray()).isEqualTo(before);
      assertThat(toy.weights().gradients().toDoubleArray()).containsOnly(0);
    }
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static void evaluate(Problem problem) {
    assertThat(problem.loss().at(MIXTURE, Wants.WEIGHTS).value()).isPositive();
  }

  /**
   * Hypergradients of a reversible stack by differences equal those of a stored one by autograd.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void hypergradientsAgreeBetweenModes(boolean unrolled) {
    double[][][] found = new double[2][][];
    for (Mode mode : new Mode[] {Mode.STORED, Mode.REVERSIBLE}) {
      try (ReversibleToy toy = new ReversibleToy(mode, 0.2, 3)) {
        var batches = ReversibleToy.batches(1, List.of(2, 3, 1), 0, 16, 5);
        Problem problem = new Problem(toy, batches.get());
        ReversibleToy.Batch validation = batches.get();
        Curvature curvature = new Curvature(Curvature.Kind.AUTO, 1e-6);
        MixtureGradient gradient =
            unrolled ? new Unrolled(curvature) : new NeumannHypergradient(3, 0, curvature);
        found[mode == Mode.STORED ? 0 : 1] =
            gradient
                .at(
                    (mixture, wants) -> Loss.of(toy.evaluate(validation, mixture, 12, wants)),
                    () -> problem,
                    MIXTURE)
                .mixingGradient();
      }
    }
    for (int node = 0; node < 3; node++) {
      assertThat(found[1][node]).containsExactly(found[0][node], within(1e-5));
    }
  }

  private static double distance(double[] a, double[] b) {
    double far = 0;
    double size = 0;
    for (int i = 0; i < a.length; i++) {
      far = Math.max(far, Math.abs(a[i] - b[i]));
      size = Math.max(size, Math.abs(b[i]));
    }
    return far / size;
  }

  /**
   * P of Adam: η / (√v̂ + ε) times the newest gradient's share, and no weight counts as having less
   * than a hundredth of the usual.
   */
  @Test
  void preconditionerOfAdam() {
    try (ReversibleToy toy = new ReversibleToy(Mode.STORED, 0, 3);
        var adam = new Adam(toy.weights(), new AdamSettings(0.9, 0.98, 1e-9, 0))) {
      Scope.run(
          () -> {
            NDArray ones = toy.weights().values().onesLike();
            assertThat(Preconditioner.of(adam, 0.5).apply(ones).toDoubleArray()).containsOnly(0.5);
            double[] gradient = new double[(int) ones.size()];
            Arrays.fill(gradient, 2);
            gradient[0] = 1e-9;
            gradient[1] = 1;
            Torch.copy(Torch.manager().create(gradient), toy.weights().gradients());
            assertThat(adam.step(1e-3, 1, 0)).isPositive();
            double[] p = Preconditioner.of(adam, 0.5).apply(ones).toDoubleArray();
            double share = 0.1 / 0.19;
            assertThat(p[2]).isCloseTo(0.25 * share, within(1e-8));
            assertThat(p[1]).isCloseTo(0.5 * share, within(1e-8));
            double usual = Math.sqrt((4.0 * (p.length - 2) + 1) / p.length);
            assertThat(p[0]).isCloseTo(0.5 * share / (0.01 * usual), within(1e-5));
          });
    }
  }

  /** With gradients of 1 and −1 √v̂ is 1, so what differs between two steps is P's doing alone. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 20})
  void theNextStepOfAdam(int stepsBefore) {
    double[] ends = new double[2];
    double[] p = new double[2];
    for (int i = 0; i < 2; i++) {
      int last = 1 - 2 * i;
      int which = i;
      try (ReversibleToy toy = new ReversibleToy(Mode.STORED, 0, 3);
          var adam = new Adam(toy.weights(), new AdamSettings(0.9, 0.98, 1e-9, 0))) {
        for (int step = 0; step < stepsBefore; step++) {
          step(toy, adam, 1);
        }
        Scope.run(
            () -> {
              NDArray ones = toy.weights().values().onesLike();
              p[which] = Preconditioner.of(adam, 0.5).apply(ones).getDouble(0);
            });
        ends[i] = step(toy, adam, last);
      }
    }
    assertThat(p[0]).isEqualTo(p[1]);
    assertThat((ends[1] - ends[0]) / 2).isCloseTo(p[0], within(1e-8));
  }

  private static double step(ReversibleToy toy, Adam adam, double gradient) {
    Scope.run(
        () ->
            Torch.copy(toy.weights().values().onesLike().mul(gradient), toy.weights().gradients()));
    adam.step(0.5, 1, 0);
    return toy.weights().values().toDoubleArray()[0];
  }
}
