package org.translatenas.training.schedule;

/** The same rate for every update. */
public record ConstantSchedule(double peakRate) implements LearningRateSchedule {
  /** Checks the rate. */
  public ConstantSchedule {
    Checks.rate("peakRate", peakRate);
  }

  @Override
  public double rate(long update) {
    Checks.update(update);
    return peakRate;
  }
}
