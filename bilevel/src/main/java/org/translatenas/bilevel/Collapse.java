package org.translatenas.bilevel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How far a search has gone wrong in the two usual ways: operations without weights win because the
 * others are untrained (DARTS's collapse to skip connections), or nothing is decided at all.
 *
 * @param weightlessShare share of the nodes that would take an operation without weights
 * @param entropyShare mean entropy of the nodes over that of uniform mixtures: 1 where nothing is
 *     decided
 */
public record Collapse(double weightlessShare, double entropyShare) {
  private static final double MANY_WEIGHTLESS = 0.5;
  private static final double MOST_ENTROPY = 0.98;

  /**
   * Of a search as it stands.
   *
   * @param weightless names of operations without weights
   * @param mixing A
   * @param choices the architecture that would be derived
   */
  public static Collapse of(
      List<SearchNode> nodes, Set<String> weightless, double[][] mixing, List<Integer> choices) {
    int without = 0;
    double uniform = 0;
    for (int node = 0; node < nodes.size(); node++) {
      List<String> candidates = nodes.get(node).candidates();
      int choice = choices.get(node);
      without += choice >= 0 && weightless.contains(candidates.get(choice)) ? 1 : 0;
      uniform += Math.log(candidates.size());
    }
    return new Collapse(
        (double) without / nodes.size(), Mixtures.entropy(mixing) * nodes.size() / uniform);
  }

  /** A line for each alarm. */
  public List<String> alarms() {
    List<String> lines = new ArrayList<>();
    if (weightlessShare >= MANY_WEIGHTLESS) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%.0f %% of the nodes take an operation without weights; train the weights longer"
                  + " before the architecture moves (search.architectureWarmupUpdates)",
              100 * weightlessShare));
    }
    if (entropyShare > MOST_ENTROPY) {
      lines.add(
          String.format(
              Locale.ROOT,
              "the mixing weights are nearly uniform (entropy %.1f %% of the largest), so the choice"
                  + " may be chance: --seeds tells; search longer or raise search.architectureTravel",
              100 * entropyShare));
    }
    return lines;
  }
}
