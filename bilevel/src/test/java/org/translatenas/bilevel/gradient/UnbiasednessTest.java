package org.translatenas.bilevel.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.Supernet.Evaluation;
import org.translatenas.bilevel.gradient.LossFunction.Loss;
import org.translatenas.bilevel.relaxation.Relaxation;
import org.translatenas.bilevel.relaxation.SoftenedRelaxation;
import org.translatenas.bilevel.relaxation.SoftmaxRelaxation;
import org.translatenas.bilevel.sampling.ArchitectureDistribution;
import org.translatenas.bilevel.sampling.ConcreteSampler;
import org.translatenas.bilevel.sampling.Draw;
import org.translatenas.bilevel.sampling.RebarSampler;
import org.translatenas.bilevel.sampling.Sampler;
import org.translatenas.bilevel.sampling.Temperature;
import org.translatenas.reversible.Wants;

/**
 * The mean of many estimates against ∇ Σ_d p(d) f(d) by enumeration, on a function that is far from
 * linear in the mixture.
 */
class UnbiasednessTest {
  private static final double[][] ALPHA = {{0.5, -0.3, 0.1, 0.8}, {0.2, -0.4}};
  private static final double[][] SLOPE = {{1, -2, 0.5, 3}, {0.7, -1.1}};
  private static final Temperature TEMPERATURE = Temperature.constant(0.4);

  /** (⟨c, A⟩ − 0.3)², plus a term in which the nodes meet. */
  private static final LossFunction F =
      (mixture, wants) -> {
        double[][] a = mixture.weights();
        double far = Rows.inner(SLOPE, a) - 0.3;
        double value = far * far + 2 * a[0][1] * a[1][0];
        double[][] gradient = null;
        if (wants.mixing()) {
          gradient = Rows.scale(2 * far, SLOPE);
          gradient[0][1] += 2 * a[1][0];
          gradient[1][0] += 2 * a[0][1];
        }
        return new Loss(value, gradient, new Evaluation(value, 1, gradient));
      };

  private static double[][] enumerated(Relaxation relaxation) {
    double[][] ofA = Rows.zerosLike(ALPHA);
    double[][] p = relaxation.forward(ALPHA);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 2; j++) {
        double value =
            F.at(Mixture.sparse(Mixtures.oneHot(ALPHA, List.of(i, j))), Wants.NOTHING).value();
        ofA[0][i] += value * p[1][j];
        ofA[1][j] += value * p[0][i];
      }
    }
    return relaxation.backward(ALPHA, ofA);
  }

  /** The largest distance of the mean from the truth, in standard errors. */
  private static double worst(
      Relaxation relaxation, Sampler sampler, ArchitectureGradient estimator, int draws) {
    ArchitectureDistribution distribution = new ArchitectureDistribution(relaxation, sampler);
    double[][] sum = Rows.zerosLike(ALPHA);
    double[][] squares = Rows.zerosLike(ALPHA);
    for (int i = 0; i < draws; i++) {
      Draw draw = distribution.draw(ALPHA, i, 1);
      double[][] estimate = estimator.estimate(draw, F, () -> null).alphaGradient();
      for (int node = 0; node < ALPHA.length; node++) {
        for (int k = 0; k < ALPHA[node].length; k++) {
          sum[node][k] += estimate[node][k];
          squares[node][k] += estimate[node][k] * estimate[node][k];
        }
      }
    }
    double[][] truth = enumerated(relaxation);
    double worst = 0;
    for (int node = 0; node < ALPHA.length; node++) {
      for (int k = 0; k < ALPHA[node].length; k++) {
        double mean = sum[node][k] / draws;
        double error = Math.sqrt((squares[node][k] / draws - mean * mean) / draws);
        worst = Math.max(worst, Math.abs(mean - truth[node][k]) / error);
      }
    }
    return worst;
  }

  @Test
  void rebarIsUnbiasedAndPlainGumbelIsNot() {
    Relaxation softmax = SoftmaxRelaxation.DARTS;
    assertThat(worst(softmax, new RebarSampler(TEMPERATURE), new Rebar(), 1_000_000)).isLessThan(3);
    assertThat(
            worst(
                softmax, new ConcreteSampler(TEMPERATURE), new Pathwise(new FirstOrder()), 100_000))
        .isGreaterThan(30);
  }

  @Test
  void rebarOfASoftenedRelaxationToo() {
    assertThat(
            worst(
                new SoftenedRelaxation(0.08), new RebarSampler(TEMPERATURE), new Rebar(), 200_000))
        .isLessThan(3);
  }

  @Test
  void reinforceIsUnbiased() {
    Sampler sampler = new ConcreteSampler(TEMPERATURE);
    assertThat(worst(SoftmaxRelaxation.DARTS, sampler, new Reinforce(), 200_000)).isLessThan(3);
  }
}
