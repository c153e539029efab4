package org.translatenas.translate.compare;

/** The time of one sitting. Its first stage begins however short it is. */
final class Sitting {
  private final long begin = System.nanoTime();
  private final double minutes;
  private boolean begun;

  /**
   * A sitting that begins now.
   *
   * @param minutes infinite for no limit
   */
  Sitting(double minutes) {
    this.minutes = minutes;
  }

  /** Minutes that are left, perhaps below 0. */
  double minutesLeft() {
    return minutes - (System.nanoTime() - begin) / 60e9;
  }

  /** Whether another stage may begin; the answer true counts as one that does. */
  boolean mayBegin() {
    boolean may = !begun || minutesLeft() > 0;
    begun = true;
    return may;
  }
}
