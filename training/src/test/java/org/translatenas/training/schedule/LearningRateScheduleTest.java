package org.translatenas.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
  @Test
  void inverseSquareRootWarmsUpAndDecays() {
    LearningRateSchedule schedule = new InverseSqrtSchedule(5e-4, 4000, 1e-7);
    assertThat(schedule.rate(1)).isCloseTo(2.24975e-7, within(1e-19));
    assertThat(schedule.rate(2000)).isCloseTo(2.5005e-4, within(1e-16));
    assertThat(schedule.rate(4000)).isCloseTo(5e-4, within(1e-16));
    assertThat(schedule.rate(16_000)).isCloseTo(2.5e-4, within(1e-16));
    assertThat(schedule.rate(400_000)).isCloseTo(5e-5, within(1e-16));
    assertThat(new InverseSqrtSchedule(1, 10).rate(1)).isEqualTo(0.1);
  }

  @Test
  void cosineWarmsUpAndFallsToItsEnd() {
    LearningRateSchedule schedule = new CosineSchedule(0.9, 0.1, 10, 110, 0);
    assertThat(schedule.rate(5)).isCloseTo(0.45, within(1e-15));
    assertThat(schedule.rate(10)).isCloseTo(0.9, within(1e-15));
    assertThat(schedule.rate(35)).isCloseTo(0.7828427124746190, within(1e-15));
    assertThat(schedule.rate(60)).isCloseTo(0.5, within(1e-15));
    assertThat(schedule.rate(110)).isEqualTo(0.1);
    assertThat(schedule.rate(1000)).isEqualTo(0.1);
    assertThat(new CosineSchedule(1, 4).rate(2)).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void constantStays() {
    assertThat(new ConstantSchedule(0.3).rate(1)).isEqualTo(0.3);
    assertThat(new ConstantSchedule(0.3).rate(1_000_000)).isEqualTo(0.3);
  }

  @Test
  void refusesWhatMakesNoSchedule() {
    assertThatThrownBy(() -> new ConstantSchedule(-1))
        .hasMessage("peakRate must be 0 or more, not -1.0");
    assertThatThrownBy(() -> new ConstantSchedule(Double.NaN))
        .hasMessage("peakRate must be 0 or more, not NaN");
    assertThatThrownBy(() -> new InverseSqrtSchedule(1, 0))
        .hasMessage("warmupUpdates must be 1 or more for the inverse square root, not 0");
    assertThatThrownBy(() -> new CosineSchedule(1, 0, 10, 10, 0))
        .hasMessage("totalUpdates must be more than the warm-up's 10, not 10");
    assertThatThrownBy(() -> new ConstantSchedule(1).rate(0))
        .hasMessage("updates count from 1, not 0");
  }
}
