package org.translatenas.bilevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MixturesTest {
  @Test
  void argmaxTakesTheFirstOfEqualWeights() {
    double[][] mixing = {{0.2, 0.8}, {0.4, 0.4, 0.2}, {-3, -1, -1}};
    assertThat(Mixtures.argmax(mixing)).containsExactly(1, 0, 1);
  }

  @Test
  void entropyIsTheMeanOverNodesInNats() {
    assertThat(Mixtures.entropy(new double[][] {{0.25, 0.25, 0.25, 0.25}}))
        .isCloseTo(1.3862943611198906, within(1e-15)); // ln 4
    assertThat(Mixtures.entropy(new double[][] {{1, 0}, {0.5, 0.5}}))
        .isCloseTo(0.34657359027997264, within(1e-15)); // ln 2 / 2
    assertThat(Mixtures.entropy(new double[][] {{0, 1, 0}})).isZero();
  }

  /** Deviations (−0.1, 0.1) and (1, 0, −1)/4 against (0.2, −0.2) and (0, 1, −1)/4. */
  @Test
  void correlationIsOfDeviationsFromNodes() {
    double[][] first = {{0.4, 0.6}, {0.5, 0.25, 0}};
    double[][] second = {{0.7, 0.3}, {0.25, 0.5, 0}};
    assertThat(Mixtures.correlation(first, second))
        .isCloseTo(0.130503, within(1e-6)); // 0.0225 / √(0.145 · 0.205)
    assertThat(Mixtures.correlation(first, first)).isCloseTo(1, within(1e-12));
    assertThat(Mixtures.correlation(first, new double[][] {{0.5, 0.5}, {0.5, 0.5, 0.5}})).isZero();
  }

  @Test
  void oneHotPutsOneAtTheChoice() {
    assertThat(Mixtures.oneHot(new double[][] {{5, 5}, {5, 5, 5}}, List.of(1, 2)))
        .isDeepEqualTo(new double[][] {{0, 1}, {0, 0, 1}});
  }

  @Test
  void aRowOfZerosIsNoChoice() {
    assertThat(Mixtures.choices(new double[][] {{0, 1}, {0, 0, 0}, {1, 0}}))
        .containsExactly(1, -1, 0);
  }
}
