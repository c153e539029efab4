package org.translatenas.training.schedule;

/**
 * Linear warm-up, then decay with the inverse square root of the update (Vaswani et al., Attention
 * Is All You Need, 2017, §5.3, with the peak given outright as fairseq's {@code inverse_sqrt}
 * does): initial + t · (peak − initial) / W for t &lt; W, then peak · √W / √t.
 *
 * @param peakRate the rate at update W
 * @param warmupUpdates W, at least 1
 * @param initialRate where the warm-up begins
 */
public record InverseSqrtSchedule(double peakRate, long warmupUpdates, double initialRate)
    implements LearningRateSchedule {
  /** Checks the rates and the warm-up. */
  public InverseSqrtSchedule {
    Checks.rate("peakRate", peakRate);
    Checks.rate("initialRate", initialRate);
    if (warmupUpdates < 1) {
      throw new IllegalArgumentException(
          "warmupUpdates must be 1 or more for the inverse square root, not " + warmupUpdates);
    }
  }

  /** Warm-up from 0. */
  public InverseSqrtSchedule(double peakRate, long warmupUpdates) {
    this(peakRate, warmupUpdates, 0);
  }

  @Override
  public double rate(long update) {
    Checks.update(update);
    if (update < warmupUpdates) {
      return initialRate + update * (peakRate - initialRate) / warmupUpdates;
    }
    return peakRate * Math.sqrt((double) warmupUpdates) / Math.sqrt((double) update);
  }
}
