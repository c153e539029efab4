package org.translatenas.bilevel.gradient;

import org.translatenas.bilevel.Memory;

/**
 * A moving average of rewards, which REINFORCE subtracts; until the first reward it is that reward
 * itself. UNAS gives the newest value 0.9.
 */
public final class Baseline implements Memory {
  private static final double NEWEST = 0.9;

  private final String name;
  private boolean started;
  private double mean;

  /** A baseline without rewards; {@code name} is its own among the method's memories. */
  public Baseline(String name) {
    this.name = name;
  }

  /**
   * How far {@code value} lies above the average of those before, which then takes it in, unless it
   * is not finite: then neither is the advantage, and the average stays.
   */
  public double advantage(double value) {
    if (!Double.isFinite(value)) {
      return value;
    }
    double advantage = started ? value - mean : 0;
    mean = started ? NEWEST * value + (1 - NEWEST) * mean : value;
    started = true;
    return advantage;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double[] numbers() {
    return new double[] {started ? 1 : 0, mean};
  }

  @Override
  public void restore(double[] numbers) {
    started = numbers[0] == 1;
    mean = numbers[1];
  }
}
