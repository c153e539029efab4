package org.translatenas.training.schedule;

/** What the schedules' constructors have in common. */
final class Checks {
  private Checks() {}

  static void rate(String name, double rate) {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be 0 or more, not " + rate);
    }
  }

  static void update(long update) {
    if (update < 1) {
      throw new IllegalArgumentException("updates count from 1, not " + update);
    }
  }
}
