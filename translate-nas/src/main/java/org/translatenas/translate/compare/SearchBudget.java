package org.translatenas.translate.compare;

import java.util.List;
import java.util.Locale;
import org.translatenas.bilevel.method.EvaluationCost;
import org.translatenas.translate.config.SearchConfig;

/**
 * Equal searches: as many gradient evaluations for each, the same shares of the updates for the
 * warm-ups, no limit of time, and the same way for α, its rate times its steps.
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
    double travel = usual.travel().travel(usual.architectureRate());
    long rise = Math.max(1, updates * usual.warmupUpdates() / usual.updates());
    return new SearchBudget(
        updates,
        updates * cost.perUpdate(warmup),
        List.of(
            "search.updates=" + updates,
            "search.warmupUpdates=" + rise,
            "search.architectureWarmupUpdates=" + alone,
            "search.maxSeconds=0",
            "search.architectureRate=null",
            String.format(Locale.ROOT, "search.architectureTravel=%.6g", travel)));
  }
}
