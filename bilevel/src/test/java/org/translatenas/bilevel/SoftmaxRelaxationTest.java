package org.translatenas.bilevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SoftmaxRelaxationTest {
  @Test
  void literals() {
    double[][] mixing =
        SoftmaxRelaxation.forward(new double[][] {{0, 0}, {Math.log(3), 0}, {1000, 1000, -1000}});
    assertThat(mixing[0]).containsExactly(0.5, 0.5);
    assertThat(mixing[1][0]).isCloseTo(0.75, within(1e-15));
    assertThat(mixing[2]).containsExactly(0.5, 0.5, 0);
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
    double[][] found = SoftmaxRelaxation.backward(SoftmaxRelaxation.forward(alpha), gradient);
    double step = 1e-5;
    for (int i = 0; i < nodes; i++) {
      for (int k = 0; k < alpha[i].length; k++) {
        double before = alpha[i][k];
        alpha[i][k] = before + step;
        double above = inner(SoftmaxRelaxation.forward(alpha), gradient);
        alpha[i][k] = before - step;
        double below = inner(SoftmaxRelaxation.forward(alpha), gradient);
        alpha[i][k] = before;
        assertThat(found[i][k]).isCloseTo((above - below) / (2 * step), within(1e-9));
      }
    }
  }

  private static double inner(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < a[i].length; k++) {
        sum += a[i][k] * b[i][k];
      }
    }
    return sum;
  }
}
