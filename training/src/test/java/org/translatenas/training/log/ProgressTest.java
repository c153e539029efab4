package org.translatenas.training.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong now = new AtomicLong(5_000_000_000L);

  private Progress progress(long start, long total, boolean terminal) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new Progress("train", start, total, out, terminal, now::get);
  }

  private void seconds(double seconds) {
    now.addAndGet((long) (seconds * 1e9));
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void redrawsOneLineOnATerminal() {
    try (Progress progress = progress(0, 1000, true)) {
      seconds(10);
      progress.update(250, "loss 3.21");
      seconds(0.01);
      progress.update(251, "loss 3.20");
    }
    assertThat(shown())
        .isEqualTo(
            "\rtrain  25% [=====               ] 250/1000 25.0/s ETA 0:30 loss 3.21\033[K"
                + "\rtrain  25% [=====               ] 251/1000 25.1/s ETA 0:30 loss 3.20\033[K"
                + System.lineSeparator());
  }

  @Test
  void writesAPlainLineEveryHalfMinuteElsewhere() {
    try (Progress progress = progress(100, 10_000, false)) {
      seconds(1);
      progress.update(101, "");
      seconds(15);
      progress.update(116, "");
      seconds(15);
      progress.update(131, "");
      seconds(1);
      progress.update(132, "");
    }
    assertThat(shown())
        .isEqualTo(
            """
            train   1% 101/10000 1.0/s ETA 2:44:59
            train   1% 131/10000 1.0/s ETA 2:44:29
            train   1% 132/10000 1.0/s ETA 2:44:28
            """);
  }

  @Test
  void knowsNoEndWithoutATotal() {
    try (Progress progress = progress(0, -1, false)) {
      seconds(2);
      progress.update(3, "lines");
    }
    assertThat(shown()).isEqualTo("train 3 1.5/s lines\n");
  }
}
