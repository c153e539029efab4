package org.translatenas.bilevel.schedule;

/**
 * By turns {@code weightSteps} steps of the weights and {@code architectureSteps} of the
 * architecture: 1 and 1 in DARTS, 5 and 1 in iDARTS, any and 0 for the weights alone.
 */
public record Alternating(int weightSteps, int architectureSteps) implements UpdateSchedule {
  /** Checks the numbers. */
  public Alternating {
    if (weightSteps < 1) {
      throw new IllegalArgumentException("weightSteps must be at least 1, not " + weightSteps);
    }
    if (architectureSteps < 0) {
      throw new IllegalArgumentException(
          "architectureSteps must be at least 0, not " + architectureSteps);
    }
  }

  @Override
  public Plan plan(long update) {
    return update % weightSteps == 0
        ? new Plan(Plan.Kind.ALTERNATING, 0, architectureSteps)
        : Plan.WEIGHTS;
  }

  @Override
  public boolean weightsOnly() {
    return architectureSteps == 0;
  }
}
