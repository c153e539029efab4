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
