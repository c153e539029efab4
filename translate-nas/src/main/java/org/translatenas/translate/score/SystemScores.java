package org.translatenas.translate.score;

import java.util.List;

/**
 * One line of a comparison of systems.
 *
 * @param name of the system; may be empty for a baseline without one
 * @param baseline whether the others are tested against it
 * @param cells one for each metric
 */
public record SystemScores(String name, boolean baseline, List<Cell> cells) {
  /**
   * A system's score in one metric.
   *
   * @param pValue against the baseline; null for itself and without a test
   * @param interval null where none was asked for
   */
  public record Cell(MetricScore score, Double pValue, Interval interval) {}

  /** The name as tables have it. */
  String title() {
    if (!baseline) {
      return name;
    }
    return name.isEmpty() ? "Baseline" : "Baseline: " + name;
  }
}
