package org.translatenas.bilevel.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** α's rate times its steps, of 500 updates with 150 as warm-up. */
class ArchitectureTravelTest {
  private static ArchitectureTravel of(MethodName method) {
    return ArchitectureTravel.of(method.parts(), method.scale().finalRateShare(), 500, 150);
  }

  @Test
  void theRateFollowsTheStepsOfTheMethod() {
    assertThat(of(MethodName.DARTS).rate(4.2)).isCloseTo(0.012, within(1e-15));
    assertThat(of(MethodName.IDARTS).rate(4.2)).isCloseTo(0.06, within(1e-15));
    assertThat(of(MethodName.DARTS_PRIME).rate(4.2)).isCloseTo(0.132, within(1e-15));
  }

  /** The cosine of UNAS, from 1 to 0.3 of the rate, summed step by step. */
  @Test
  void aFallingRateStartsHigher() {
    double sum = 0;
    for (int update = 151; update <= 500; update++) {
      sum += 0.3 + 0.7 * (1 + Math.cos(Math.PI * update / 500)) / 2;
    }
    assertThat(of(MethodName.UNAS).rate(4.2)).isCloseTo(4.2 / sum, within(1e-4));
    assertThat(of(MethodName.UNAS).travel(0.01)).isCloseTo(0.01 * sum, within(0.01));
  }

  @Test
  void aMethodWithoutStepsCountsAsOne() {
    assertThat(of(MethodName.RANDOM).rate(4.2)).isEqualTo(4.2);
  }
}
