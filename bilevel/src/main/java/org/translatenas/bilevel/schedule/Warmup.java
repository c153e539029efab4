package org.translatenas.bilevel.schedule;

import org.translatenas.bilevel.Memory;

/**
 * The weights alone for a while, then {@code after}, whose updates count from there.
 *
 * @param updates how many
 */
public record Warmup(long updates, UpdateSchedule after) implements UpdateSchedule {
  /** Checks the number. */
  public Warmup {
    if (updates < 0) {
      throw new IllegalArgumentException(
          "architectureWarmupUpdates must be at least 0, not " + updates);
    }
  }

  @Override
  public Plan plan(long update) {
    return update <= updates ? Plan.WEIGHTS : after.plan(update - updates);
  }

  @Override
  public void observe(double squaredGradientNorm) {
    after.observe(squaredGradientNorm);
  }

  @Override
  public boolean weightsOnly() {
    return after.weightsOnly();
  }

  @Override
  public boolean sharesBatch() {
    return after.sharesBatch();
  }

  @Override
  public boolean joint() {
    return after.joint();
  }

  @Override
  public boolean needsValidation() {
    return after.needsValidation();
  }

  @Override
  public Memory memory() {
    return after.memory();
  }
}
