package org.translatenas.translate.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.translatenas.translate.config.LengthPenaltyKind;

class HypothesisScoreTest {
  private static final LengthPenalty PLAIN = new LengthPenalty(LengthPenaltyKind.GNMT, 0);

  @Test
  void coverageIsWhatEachSourcePieceLacks() {
    // Two pieces and the end mark: the first has 0.9 of attention, the second 1.1.
    float[][] attention = {{0.5f, 0.1f, 0.4f}, {0.4f, 1.0f, -0.4f}};
    double score = new HypothesisScore(PLAIN, 2).score(-3, 2, attention);
    assertThat(score).isCloseTo(-3 + 2 * Math.log(0.9), within(1e-6));
    assertThat(new HypothesisScore(PLAIN, 0).score(-3, 2, null)).isEqualTo(-3);
  }

  @Test
  void whatNothingLooksAtCostsALot() {
    float[][] attention = {{0, 1}};
    assertThat(new HypothesisScore(PLAIN, 1).score(0, 1, attention))
        .isCloseTo(Math.log(1e-6), within(1e-9));
  }

  @Test
  void theAlignmentIsTheGreatestAttentionEndMarkAside() {
    float[][] attention = {{0.1f, 0.3f, 0.6f}, {0.5f, 0.4f, 0.1f}, {0, 0, 1}};
    Hypothesis hypothesis = new Hypothesis(new int[] {7, 8}, 0, 0, new double[3], attention);
    assertThat(hypothesis.alignment()).containsExactly(1, 0);
  }
}
