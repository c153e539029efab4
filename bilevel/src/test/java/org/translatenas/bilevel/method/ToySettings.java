package org.translatenas.bilevel;

import org.translatenas.training.optimiser.AdamSettings;
import org.translatenas.training.schedule.ConstantSchedule;

/** Settings that suit {@link ToySupernet}. */
final class ToySettings {
  private ToySettings() {}

  static SearchSettings of(int updates, long seed) {
    return of(updates, 0, seed);
  }

  static SearchSettings of(int updates, int architectureWarmup, long seed) {
    return new SearchSettings(
        updates,
        AdamSettings.TRANSFORMER,
        new ConstantSchedule(0.05),
        0,
        new AdamSettings(0.9, 0.98, 1e-8, 1e-3),
        new ConstantSchedule(0.02),
        architectureWarmup,
        5,
        seed);
  }
}
