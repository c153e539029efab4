package org.translatenas.bilevel.relaxation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.translatenas.bilevel.Rows;

class RelaxationTest {
  private static final Relaxation[] ALL = {
    SoftmaxRelaxation.DARTS,
    new SoftmaxRelaxation(2.5),
    new SoftenedRelaxation(0.08),
    new ClampRelaxation()
  };

  @Example
  void softmaxLiterals() {
    double[][] mixing =
        SoftmaxRelaxation.DARTS.forward(
            new double[][] {{0, 0}, {Math.log(3), 0}, {1000, 1000, -1000}});
    assertThat(mixing[0]).containsExactly(0.5, 0.5);
    assertThat(mixing[1][0]).isCloseTo(0.75, within(1e-15));
    assertThat(mixing[2]).containsExactly(0.5, 0.5, 0);
    assertThat(new SoftmaxRelaxation(2).forward(new double[][] {{Math.log(3) / 2, 0}})[0][0])
        .isCloseTo(0.75, within(1e-15));
  }

  /** log(softmax + ε) normalised: (0.75 + 0.1)/1.2 and (0.25 + 0.1)/1.2. */
  @Example
  void softenedLiterals() {
    double[] mixing = new SoftenedRelaxation(0.1).forward(new double[][] {{Math.log(3), 0}})[0];
    assertThat(mixing[0]).isCloseTo(0.7083333333333333, within(1e-15));
    assertThat(mixing[1]).isCloseTo(0.29166666666666669, within(1e-15));
  }

  @Example
  void clampLiteralsAndPruning() {
    ClampRelaxation clamp = new ClampRelaxation();
    assertThat(clamp.forward(new double[][] {{-0.5, 0.25, 1.5}})[0]).containsExactly(0, 0.25, 1);
    // What was 0 stays 0; what falls below becomes 0; the last one stays.
    assertThat(clamp.project(new double[][] {{0, 0.2, 0.3}}, new double[][] {{0.1, -0.1, 0.4}})[0])
        .containsExactly(0, 0, 0.4);
    assertThat(clamp.project(new double[][] {{0, 0.2, 0.3}}, new double[][] {{0.1, -0.1, -0.1}})[0])
        .containsExactly(0, 0, 1e-4);
  }

  /** Σ g·A(α) differentiated by central differences, with an error of the step's square. */
  @Property(tries = 50)
  void backwardIsTheDerivative(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int nodes) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] alpha = new double[nodes][];
    double[][] gradient = new double[nodes][];
    for (int i = 0; i < nodes; i++) {
      int size = 2 + random.nextInt(13);
      alpha[i] = random.doubles(size, -3, 3).toArray();
      gradient[i] = random.doubles(size, -1, 1).toArray();
    }
    for (Relaxation relaxation : ALL) {
      if (relaxation instanceof Categorical categorical) {
        check(categorical::logits, alpha, gradient, categorical.backwardLogits(alpha, gradient));
        double[][] a = relaxation.forward(alpha);
        double[][] logits = categorical.logits(alpha);
        for (int i = 0; i < nodes; i++) {
          for (int k = 0; k < a[i].length; k++) {
            assertThat(Math.exp(logits[i][k])).isCloseTo(a[i][k], within(1e-12));
          }
        }
      }
      check(relaxation::forward, alpha, gradient, relaxation.backward(alpha, gradient));
    }
  }

  private static void check(
      UnaryOperator<double[][]> function, double[][] at, double[][] gradient, double[][] found) {
    double step = 1e-5;
    double[][] alpha = Rows.copy(at);
    for (int i = 0; i < alpha.length; i++) {
      for (int k = 0; k < alpha[i].length; k++) {
        double before = alpha[i][k];
        alpha[i][k] = before + step;
        double above = Rows.inner(function.apply(alpha), gradient);
        alpha[i][k] = before - step;
        double below = Rows.inner(function.apply(alpha), gradient);
        alpha[i][k] = before;
        boolean kink = Math.abs(before) < step || Math.abs(before - 1) < step;
        if (!kink) {
          assertThat(found[i][k]).isCloseTo((above - below) / (2 * step), within(2e-8));
        }
      }
    }
  }
}
