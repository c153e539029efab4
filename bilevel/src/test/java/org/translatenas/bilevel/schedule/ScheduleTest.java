package org.translatenas.bilevel.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translatenas.bilevel.schedule.UpdateSchedule.Plan;

class ScheduleTest {
  /** θ after each step of a worked example with f = 2, and where the architecture moves. */
  @Test
  void informedThreshold() {
    Informed schedule = new Informed(2, 1);
    double[] seen = {-1, 1.5, 1.2, 0.9, 1.02, 0.98, 0.7, 1.3};
    double[] expected = {1.05, 1.1025, 1.157625, 1.05, 0.952381, 1.0, 0.907029, 0.952381};
    boolean[] moves = {false, false, false, true, true, false, true, false};
    for (int i = 0; i < seen.length; i++) {
      assertThat(schedule.decide(seen[i])).as("step %d", i).isEqualTo(moves[i]);
      assertThat(schedule.threshold()).as("step %d", i).isCloseTo(expected[i], within(1e-6));
    }
  }

  /** In the long run the architecture moves at 1/(1 + f) of the steps, whatever the gradients. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 10})
  void informedShare(double frequency) {
    Informed schedule = new Informed(frequency, 1);
    SplittableRandom random = new SplittableRandom(5);
    int steps = 0;
    for (int update = 1; update <= 40_000; update++) {
      steps += schedule.plan(update).before();
      schedule.observe(20 * Math.exp(random.nextDouble()));
    }
    assertThat(steps / 40_000.0).isCloseTo(1 / (1 + frequency), within(0.01));
  }

  /** F: the first gradient, then a fifth of each newer one. */
  @Test
  void informedAverage() {
    Informed schedule = new Informed(10, 1);
    schedule.observe(3);
    assertThat(schedule.numbers()).containsExactly(1, 3);
    schedule.observe(8);
    assertThat(schedule.numbers()[1]).isCloseTo(4, within(1e-15));
    schedule.observe(Double.NaN);
    assertThat(schedule.numbers()[1]).isCloseTo(4, within(1e-15));
    Informed other = new Informed(10, 1);
    other.restore(schedule.numbers());
    assertThat(other.numbers()).isEqualTo(schedule.numbers());
  }

  @Test
  void anyRatio() {
    UpdateSchedule schedule = new Warmup(2, new Alternating(3, 2));
    int[] after = new int[8];
    for (int update = 1; update <= 8; update++) {
      after[update - 1] = schedule.plan(update).after();
    }
    assertThat(after).containsExactly(0, 0, 0, 0, 2, 0, 0, 2);
  }

  @Test
  void warmupComesBeforeAnySchedule() {
    UpdateSchedule schedule = new Warmup(1, new SameBatch());
    assertThat(schedule.plan(1)).isEqualTo(Plan.WEIGHTS);
    assertThat(schedule.plan(2).kind()).isEqualTo(Plan.Kind.SAME_BATCH);
    assertThat(new Warmup(0, new Joint()).plan(1).kind()).isEqualTo(Plan.Kind.JOINT);
  }
}
