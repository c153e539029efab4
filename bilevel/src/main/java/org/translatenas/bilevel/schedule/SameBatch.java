package org.translatenas.bilevel.schedule;

/** The architecture, then the weights, on one training batch and one draw: UNAS. */
public record SameBatch() implements UpdateSchedule {
  @Override
  public Plan plan(long update) {
    return new Plan(Plan.Kind.SAME_BATCH, 0, 0);
  }

  @Override
  public boolean sharesBatch() {
    return true;
  }
}
