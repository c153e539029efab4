package org.translatenas.training.schedule;

/**
 * Linear warm-up, then half a cosine from the peak to the final rate, without restarts (Loshchilov,
 * Hutter: SGDR, ICLR 2017): final + (peak − final) · (1 + cos(π (t − W) / (T − W))) / 2.
 *
 * @param peakRate the rate at update W
 * @param finalRate the rate at update T and after it
 * @param warmupUpdates W, 0 for none
 * @param totalUpdates T, greater than W
 * @param initialRate where the warm-up begins
 */
public record CosineSchedule(
    double peakRate, double finalRate, long warmupUpdates, long totalUpdates, double initialRate)
    implements LearningRateSchedule {
  /** Checks the rates and the lengths. */
  public CosineSchedule {
    Checks.rate("peakRate", peakRate);
    Checks.rate("finalRate", finalRate);
    Checks.rate("initialRate", initialRate);
    if (warmupUpdates < 0) {
      throw new IllegalArgumentException("warmupUpdates must be 0 or more, not " + warmupUpdates);
    }
    if (totalUpdates <= warmupUpdates) {
      throw new IllegalArgumentException(
          "totalUpdates must be more than the warm-up's %d, not %d"
              .formatted(warmupUpdates, totalUpdates));
    }
  }

  /** From the peak to 0, without warm-up. */
  public CosineSchedule(double peakRate, long totalUpdates) {
    this(peakRate, 0, 0, totalUpdates, 0);
  }

  @Override
  public double rate(long update) {
    Checks.update(update);
    if (update < warmupUpdates) {
      return initialRate + update * (peakRate - initialRate) / warmupUpdates;
    }
    if (update >= totalUpdates) {
      return finalRate;
    }
    double share = (double) (update - warmupUpdates) / (totalUpdates - warmupUpdates);
    return finalRate + (peakRate - finalRate) * (1 + Math.cos(Math.PI * share)) / 2;
  }
}
