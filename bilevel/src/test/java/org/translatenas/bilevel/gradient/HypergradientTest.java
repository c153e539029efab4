package org.translatenas.bilevel.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.reversible.Torch;

/** On {@link Quadratic}, where finite differences are exact too; worked out by another program. */
class HypergradientTest {
  private static final double[] OPTIMUM = {0.3, -0.1, 0.025};
  private static final double[] EXACT = {-0.81875, 0.33125};

  private static double[] neumann(Curvature.Kind kind, double gamma, int terms) {
    try (Quadratic problem = new Quadratic(gamma, OPTIMUM)) {
      double[] found =
          new NeumannHypergradient(terms, 0, new Curvature(kind, 0.01))
              .at(problem.upper(), () -> problem, Quadratic.A)
              .mixingGradient()[0];
      assertThat(problem.w()).isEqualTo(OPTIMUM);
      assertThat(problem.weights().gradients().toDoubleArray()).containsOnly(0);
      return found;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0, -.1175, .0425, 1e-4",
    "0.1, 1, -.209, .086, 1e-3",
    "0.1, 2, -.2828, .1265, 1e-4",
    "0.1, 5, -.441201, .218826, 1e-6",
    "0.1, 20, -.742154, .327102, 1e-6",
    "0.25, 0, -.29375, .10625, 1e-5",
    "0.25, 2, -.523438, .275, 1e-6",
    "0.25, 20, -.817085, .33125, 1e-6"
  })
  void truncatedSeries(double gamma, int terms, double first, double second, double unit) {
    for (Curvature.Kind kind : Curvature.Kind.values()) {
      double[] found = neumann(kind, gamma, terms);
      assertThat(found[0]).as("%s", kind).isCloseTo(first, within(unit));
      assertThat(found[1]).as("%s", kind).isCloseTo(second, within(unit));
    }
  }

  /** (I − P H)^k P, which is not P (I − H P)^k where P and H do not commute. */
  @ParameterizedTest
  @CsvSource({"0, -.05, .3", "1, -.1145, .4805", "2, -.184125, .591395", "400, -1.082489, .937048"})
  void aPreconditionerOfEachWeight(int terms, double first, double second) {
    Preconditioner p =
        v -> {
          double[] diagonal = Arrays.copyOf(new double[] {.1, .2, .05}, (int) v.size());
          return v.mul(Torch.manager().create(diagonal));
        };
    double[][] hessian = {{1, .5, 0}, {.5, 2, .3}, {0, .3, 4}};
    for (Curvature.Kind kind : Curvature.Kind.values()) {
      try (Quadratic problem = new Quadratic(p, hessian, .5, .5, .5)) {
        double[] found =
            new NeumannHypergradient(terms, 0, new Curvature(kind, 0.01))
                .at(problem.upper(), () -> problem, Quadratic.A)
                .mixingGradient()[0];
        assertThat(found)
            .as("%s", kind)
            .containsExactly(new double[] {first, second}, within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void convergesToTheExactGradientAsTheSeriesGrows(Curvature.Kind kind) {
    double before = Double.POSITIVE_INFINITY;
    for (int terms : new int[] {0, 1, 2, 5, 10, 20, 40, 80}) {
      double[] found = neumann(kind, 0.25, terms);
      double error = Math.hypot(found[0] - EXACT[0], found[1] - EXACT[1]);
      assertThat(error).isLessThan(before);
      before = error;
    }
    assertThat(before).isLessThan(1e-8);
  }

  /** γ above 2/λmax = 0.5: the terms grow, and the sum of those that do not is kept. */
  @ParameterizedTest
  @EnumSource
  void aDivergingSeriesIsCut(Curvature.Kind kind) {
    double[] few = neumann(kind, 2, 0);
    assertThat(neumann(kind, 2, 50)).containsExactly(few, within(1e-9));
  }

  /**
   * γ = 0.6: the third component grows by 1.4 in each term, and the fifth term is more than twice
   * as long as the first, (−0.7, 0.9, −0.475) γ: 0.475 · 1.4⁵ = 2.55 and 2 · 1.235.
   */
  @ParameterizedTest
  @EnumSource
  void whatCameBeforeADivergingTermIsKept(Curvature.Kind kind) {
    double[] kept = neumann(kind, 0.6, 50);
    assertThat(kept).containsExactly(neumann(kind, 0.6, 4), within(1e-9));
    assertThat(Math.abs(kept[0] - neumann(kind, 0.6, 3)[0])).isGreaterThan(0.1);
  }

  /** A γ of its own in place of the optimiser's step. */
  @ParameterizedTest
  @EnumSource
  void ownScale(Curvature.Kind kind) {
    try (Quadratic problem = new Quadratic(123, OPTIMUM)) {
      double[] found =
          new NeumannHypergradient(0, 0.25, new Curvature(kind, 0.01))
              .at(problem.upper(), () -> problem, Quadratic.A)
              .mixingGradient()[0];
      assertThat(found[0]).isCloseTo(-.29375, within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource
  void unrolledStep(Curvature.Kind kind) {
    double[] at = {0.5, 0.5, 0.5};
    try (Quadratic problem = new Quadratic(0.1, at)) {
      double[] found =
          new Unrolled(new Curvature(kind, 0.01))
              .at(problem.upper(), () -> problem, Quadratic.A)
              .mixingGradient()[0];
      assertThat(found[0]).isCloseTo(-.071, within(1e-9));
      assertThat(found[1]).isCloseTo(.119, within(1e-9));
      assertThat(problem.w()).isEqualTo(at);
      assertThat(problem.weights().gradients().toDoubleArray()).containsOnly(0);
    }
  }
}
