package org.translatenas.bilevel.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BaselineTest {
  @Test
  void followsTheRewards() {
    Baseline baseline = new Baseline("rewards");
    assertThat(baseline.advantage(5)).isZero();
    assertThat(baseline.advantage(7)).isEqualTo(2);
    assertThat(baseline.advantage(6.8)).isCloseTo(0, within(1e-12)); // 0.9 · 7 + 0.1 · 5
  }

  /** One bad reward spoils its own step and no other. */
  @Test
  void whatIsNotFiniteIsNotTakenIn() {
    Baseline baseline = new Baseline("rewards");
    assertThat(baseline.advantage(Double.NaN)).isNaN();
    assertThat(baseline.advantage(5)).isZero();
    assertThat(baseline.advantage(Double.POSITIVE_INFINITY)).isInfinite();
    assertThat(baseline.advantage(7)).isEqualTo(2);
  }
}
