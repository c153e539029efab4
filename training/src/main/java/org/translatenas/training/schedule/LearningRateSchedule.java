package org.translatenas.training.schedule;

/** The learning rate of each update, a function of its number alone: there is no state to save. */
@FunctionalInterface
public interface LearningRateSchedule {
  /**
   * The rate of an update.
   *
   * @param update its number, from 1
   */
  double rate(long update);
}
