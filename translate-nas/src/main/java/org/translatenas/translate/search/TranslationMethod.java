package org.translatenas.translate.search;

import java.util.ArrayList;
import java.util.List;
import org.translatenas.bilevel.SearchNode;
import org.translatenas.bilevel.discrete.Argmax;
import org.translatenas.bilevel.discrete.Discretiser;
import org.translatenas.bilevel.gradient.Baseline;
import org.translatenas.bilevel.method.MethodBuilder;
import org.translatenas.bilevel.method.MethodParts;
import org.translatenas.bilevel.method.MethodParts.DiscretiserKind;
import org.translatenas.bilevel.method.SearchMethod;
import org.translatenas.bilevel.objective.DiscreteObjective;
import org.translatenas.bilevel.objective.LatencyPenalty;
import org.translatenas.bilevel.objective.LatencySurrogate;
import org.translatenas.bilevel.objective.Penalty;
import org.translatenas.bilevel.objective.ResourceCostPenalty;
import org.translatenas.bilevel.objective.ResourceCosts;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.config.SearchConfig;

/** The configured method, with what this space adds to it: costs, latency, BLEU. */
final class TranslationMethod {
  /** UNAS's constraint on latency has its full weight after a third of the search. */
  private static final double LATENCY_RAMP = 1.0 / 3;

  private TranslationMethod() {}

  /**
   * The method of one search.
   *
   * @param search resolved
   * @param costs of the candidates
   * @param latency null where it is not asked for
   * @param bleu 1 − BLEU/100 of an architecture; null where it is not asked for
   */
  static SearchMethod of(
      SearchConfig search,
      List<SearchNode> nodes,
      ResourceCosts costs,
      LatencySurrogate latency,
      DiscreteObjective.Function bleu) {
    MethodParts parts = search.methodParts();
    List<Penalty> penalties = new ArrayList<>();
    if (parts.costWeight() != 0) {
      penalties.add(new ResourceCostPenalty(parts.costWeight(), costs));
    }
    if (latency != null) {
      penalties.add(
          new LatencyPenalty(
              search.latencyWeight(), search.latencyTargetMillis(), LATENCY_RAMP, latency));
    }
    List<DiscreteObjective> discrete =
        bleu == null
            ? List.of()
            : List.of(
                new DiscreteObjective(
                    search.bleuWeight(), search.bleuEverySteps(), bleu, new Baseline("bleu")));
    Discretiser discretiser =
        parts.discretiser() == DiscretiserKind.ARGMAX_WITHOUT_ZERO
            ? Argmax.without(nodes, OperationKind.ZERO.text())
            : Argmax.ofAll(nodes);
    return new MethodBuilder(parts)
        .build(
            search.architectureWarmupUpdates(),
            discretiser,
            penalties,
            discrete,
            search.drawBatches());
  }
}
