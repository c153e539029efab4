package org.translatenas.bilevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MixturesTest {
  private static final List<SearchNode> NODES =
      List.of(new SearchNode("a", List.of("x", "y")), new SearchNode("b", List.of("x", "y", "z")));

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
    assertThat(Mixtures.oneHot(NODES, List.of(1, 2)))
        .isDeepEqualTo(new double[][] {{0, 1}, {0, 0, 1}});
  }

  /** Of 6,000 draws each of three candidates gets 2,000, within four standard errors. */
  @Test
  void uniformGivesEachCandidateItsShare() {
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[3];
    for (int i = 0; i < 6000; i++) {
      counts[Mixtures.uniform(NODES, random).get(1)]++;
    }
    double fourErrors = 4 * Math.sqrt(6000 * (1.0 / 3) * (2.0 / 3));
    for (int count : counts) {
      assertThat((double) count).isCloseTo(2000, within(fourErrors));
    }
  }
}
