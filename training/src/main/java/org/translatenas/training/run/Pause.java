package org.translatenas.training.run;

import java.time.Duration;
import org.translatenas.training.UserException;

/**
 * When a run shall make way: it stops where its state is kept, and the same command goes on later
 * with what would have come next, so that a run over several sittings equals one in a single go.
 */
public final class Pause {
  /** Runs to the end. */
  public static final Pause NEVER = new Pause(null);

  private final long begin = System.nanoTime();
  private final Duration after;

  private Pause(Duration after) {
    this.after = after;
  }

  /** At the first opportunity when so much time has gone by from now. */
  public static Pause after(Duration time) {
    return new Pause(time);
  }

  /** Whether it is time. */
  public boolean due() {
    return after != null && System.nanoTime() - begin >= after.toNanos();
  }

  /** Ends the run; its state must have been kept. */
  public UserException at(long update) {
    return UserException.paused(
        "paused at update %,d; the same command goes on from there".formatted(update));
  }
}
