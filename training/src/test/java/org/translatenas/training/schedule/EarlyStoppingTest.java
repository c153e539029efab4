package org.translatenas.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.translatenas.training.schedule.EarlyStopping.Direction;
import org.translatenas.training.schedule.EarlyStopping.State;

class EarlyStoppingTest {
  @Test
  void lowerIsBetter() {
    EarlyStopping stopping = new EarlyStopping(2, 0.1, Direction.MIN);
    assertThat(stopping.observe(5)).isTrue();
    assertThat(stopping.observe(4.95)).isFalse();
    assertThat(stopping.observe(4.8)).isTrue();
    assertThat(stopping.observe(4.9)).isFalse();
    assertThat(stopping.shouldStop()).isFalse();
    assertThat(stopping.observe(Double.NaN)).isFalse();
    assertThat(stopping.shouldStop()).isTrue();
    assertThat(stopping.state()).isEqualTo(new State(4.8, 2));
  }

  @Test
  void higherIsBetterAndTheFirstScoreMayBeZero() {
    EarlyStopping stopping = new EarlyStopping(1, 0, Direction.MAX);
    assertThat(stopping.observe(0)).isTrue();
    assertThat(stopping.observe(0.5)).isTrue();
    assertThat(stopping.shouldStop()).isFalse();
    assertThat(stopping.observe(0.5)).isFalse();
    assertThat(stopping.shouldStop()).isTrue();
  }

  @Test
  void goesOnFromItsState() {
    EarlyStopping first = new EarlyStopping(3, 0, Direction.MIN);
    first.observe(1);
    first.observe(2);
    EarlyStopping second = new EarlyStopping(3, 0, Direction.MIN);
    second.restore(first.state());
    second.observe(1.5);
    assertThat(second.shouldStop()).isFalse();
    second.observe(1.5);
    assertThat(second.shouldStop()).isTrue();
  }

  @Test
  void neverStopsWithoutPatience() {
    EarlyStopping stopping = new EarlyStopping(0, 0, Direction.MIN);
    for (int i = 0; i < 100; i++) {
      stopping.observe(i);
    }
    assertThat(stopping.shouldStop()).isFalse();
    assertThatThrownBy(() -> new EarlyStopping(-1, 0, Direction.MIN))
        .hasMessage("patience must be 0 or more, not -1");
  }
}
