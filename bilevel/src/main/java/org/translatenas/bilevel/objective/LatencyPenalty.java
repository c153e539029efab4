package org.translatenas.bilevel.objective;

import org.translatenas.bilevel.Rows;

/**
 * UNAS's latency constraint (Vahdat et al. 2020): c · max(0, latency − T), with c rising linearly
 * to its full weight over the first share of the search. The latency is a surrogate's, for discrete
 * architectures as for relaxed ones, so nothing is timed during a search.
 *
 * @param weight c, in loss per unit of latency
 * @param target T, in the surrogate's unit
 * @param ramp share of the search after which the weight is full; 0 for at once
 */
public record LatencyPenalty(double weight, double target, double ramp, LatencySurrogate surrogate)
    implements Penalty {
  private double coefficient(double progress) {
    return ramp == 0 ? weight : weight * Math.min(1, progress / ramp);
  }

  @Override
  public double value(double[][] mixing, double progress) {
    return coefficient(progress) * Math.max(0, surrogate.at(mixing) - target);
  }

  @Override
  public double[][] gradient(double[][] mixing, double progress) {
    return surrogate.at(mixing) > target
        ? Rows.scale(coefficient(progress), surrogate.coefficients())
        : Rows.zerosLike(mixing);
  }
}
