package org.translatenas.bilevel.schedule;

/** One evaluation of one training batch steps weights and architecture: SNAS, RL-DARTS. */
public record Joint() implements UpdateSchedule {
  @Override
  public Plan plan(long update) {
    return new Plan(Plan.Kind.JOINT, 0, 0);
  }

  @Override
  public boolean sharesBatch() {
    return true;
  }

  @Override
  public boolean joint() {
    return true;
  }
}
