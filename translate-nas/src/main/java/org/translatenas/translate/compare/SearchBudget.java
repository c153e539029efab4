package org.translatenas.translate.compare;

import java.util.List;
import java.util.Locale;
import org.translatenas.bilevel.method.EvaluationCost;
import org.translatenas.translate.config.SearchConfig;

/**
 * Equal searches: as many gradient evaluations for each, the same shares of the updates for the
 * warm-ups, and the same way for α, its rate times its steps.
 *
 * @param updates of the weights
 * @param evaluations that they take
 * @param settings that make it so
 */
record SearchBudget(long updates, double evaluations, List<String> settings) {
  /**
   * That of a method.
   *
   * @param base the configuration without the row's settings, whose shares and way are kept
   * @param row the configuration with them
   * @param budget gradient evaluations
   */
  static SearchBudget of(SearchConfig base, SearchConfig row, double budget) {
    SearchConfig usual = base.resolved();
    double warmup = (double) usual.architectureWarmupUpdates() / usual.updates();
    EvaluationCost cost = EvaluationCost.of(row.methodParts());
    long updates = cost.updates(budget, warmup);
    long alone = Math.round(warmup * updates);
    double way = usual.architectureRate() * (usual.updates() - usual.architectureWarmupUpdates());
    double steps = Math.max(1, (updates - alone) * cost.architectureSteps());
    double rate = way / steps / meanShare(row.method().scale().finalRateShare(), warmup);
    long rise = Math.max(1, updates * usual.warmupUpdates() / usual.updates());
    return new SearchBudget(
        updates,
        updates * cost.perUpdate(warmup),
        List.of(
            "search.updates=" + updates,
            "search.warmupUpdates=" + rise,
            "search.architectureWarmupUpdates=" + alone,
            String.format(Locale.ROOT, "search.architectureRate=%.4g", rate)));
  }

  /** The mean of a cosine from 1 to {@code last}, of which the first part passes unused. */
  private static double meanShare(double last, double unused) {
    double sine = Math.sin(Math.PI * unused) / (Math.PI * (1 - unused));
    return last + (1 - last) / 2 * (1 - sine);
  }
}
