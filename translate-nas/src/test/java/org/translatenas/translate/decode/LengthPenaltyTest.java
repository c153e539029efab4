package org.translatenas.translate.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.translatenas.translate.config.LengthPenaltyKind;

class LengthPenaltyTest {
  @Test
  void gnmtDividesByFivePlusLengthOverSix() {
    LengthPenalty penalty = new LengthPenalty(LengthPenaltyKind.GNMT, 0.6);
    assertThat(penalty.divisor(1)).isEqualTo(1);
    assertThat(penalty.divisor(7)).isCloseTo(1.515716566510398, within(1e-12)); // 2^0.6
    assertThat(penalty.score(-3, 19)).isCloseTo(-1.3058258449441886, within(1e-12)); // −3 / 4^0.6
  }

  @Test
  void simpleDividesByThePowerOfTheLength() {
    LengthPenalty penalty = new LengthPenalty(LengthPenaltyKind.SIMPLE, 0.5);
    assertThat(penalty.divisor(1)).isEqualTo(1);
    assertThat(penalty.score(-6, 9)).isCloseTo(-2, within(1e-12));
  }

  @Test
  void alphaZeroLeavesLogProbabilitiesAsTheyAre() {
    for (LengthPenaltyKind kind : LengthPenaltyKind.values()) {
      assertThat(new LengthPenalty(kind, 0).score(-4.5, 17)).isEqualTo(-4.5);
    }
  }
}
