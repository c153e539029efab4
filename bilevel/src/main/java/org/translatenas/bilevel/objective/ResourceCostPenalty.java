package org.translatenas.bilevel.objective;

import org.translatenas.bilevel.Rows;

/**
 * SNAS's resource constraint in its logarithmic form (Xie et al. 2019): the sum over nodes of (log
 * S + log F + log M)/3, where S, F and M are the node's expected parameters, operations and memory
 * accesses, Σ_k cost_k A_k; what is below 1 counts as 1.
 *
 * @param weight η; the paper's code has 0.0015
 */
public record ResourceCostPenalty(double weight, ResourceCosts costs) implements Penalty {
  /** Checks the weight. */
  public ResourceCostPenalty {
    if (!(weight >= 0)) {
      throw new IllegalArgumentException("costWeight must be at least 0, not " + weight);
    }
  }

  @Override
  public double value(double[][] mixing, double progress) {
    double sum = 0;
    for (double[][] cost : costs.all()) {
      for (int node = 0; node < mixing.length; node++) {
        sum += Math.log(Math.max(1, Rows.inner(cost[node], mixing[node])));
      }
    }
    return weight * sum / 3;
  }

  @Override
  public double[][] gradient(double[][] mixing, double progress) {
    double[][] result = Rows.zerosLike(mixing);
    for (double[][] cost : costs.all()) {
      for (int node = 0; node < mixing.length; node++) {
        double expected = Rows.inner(cost[node], mixing[node]);
        for (int k = 0; k < mixing[node].length && expected > 1; k++) {
          result[node][k] += weight / 3 * cost[node][k] / expected;
        }
      }
    }
    return result;
  }
}
