package org.translatenas.bilevel.schedule;

import org.translatenas.bilevel.Memory;

/**
 * DARTS-PRIME's informed schedule (Maile et al. 2021, FIMT): before a step of the weights the
 * architecture moves if F &lt; θ, and then θ ← θ · 1.05^−f; else θ ← θ · 1.05. F is an average of
 * ‖∂L1/∂w‖² over steps, which falls when the weights have settled. The batch gradient's square
 * estimates ‖E g‖² + tr Cov / B, not the trace of the Fisher information. In the long run the
 * architecture moves at 1/(1 + f) of the steps.
 */
public final class Informed implements UpdateSchedule, Memory {
  private static final double FACTOR = 1.05;
  private static final double NEWEST = 0.2;
  private static final double NONE = -1;

  private final double frequency;
  private double threshold;
  private double information = NONE;

  /**
   * A schedule that has seen no gradient.
   *
   * @param frequency f; the paper has 10
   * @param threshold θ at the start; the paper has 1
   */
  public Informed(double frequency, double threshold) {
    if (!(frequency > 0)) {
      throw new IllegalArgumentException("informedFrequency must be above 0, not " + frequency);
    }
    if (!(threshold > 0)) {
      throw new IllegalArgumentException("informedThreshold must be above 0, not " + threshold);
    }
    this.frequency = frequency;
    this.threshold = threshold;
  }

  @Override
  public Plan plan(long update) {
    boolean moves = decide(information);
    return moves ? new Plan(Plan.Kind.ALTERNATING, 1, 0) : Plan.WEIGHTS;
  }

  /** Whether the architecture moves at F = {@code seen}; moves θ. */
  boolean decide(double seen) {
    boolean moves = seen > 0 && seen < threshold;
    threshold *= moves ? Math.pow(FACTOR, -frequency) : FACTOR;
    return moves;
  }

  double threshold() {
    return threshold;
  }

  @Override
  public void observe(double squaredGradientNorm) {
    if (Double.isFinite(squaredGradientNorm)) {
      information =
          information == NONE
              ? squaredGradientNorm
              : NEWEST * squaredGradientNorm + (1 - NEWEST) * information;
    }
  }

  @Override
  public boolean needsValidation() {
    return true;
  }

  @Override
  public Memory memory() {
    return this;
  }

  @Override
  public String name() {
    return "informed";
  }

  @Override
  public double[] numbers() {
    return new double[] {threshold, information};
  }

  @Override
  public void restore(double[] numbers) {
    threshold = numbers[0];
    information = numbers[1];
  }
}
