package org.translatenas.bilevel.objective;

import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.Rows;

/**
 * The mean entropy of the nodes in nats, which draws each towards one candidate; with a negative
 * weight it keeps them apart.
 */
public record EntropyPenalty(double weight) implements Penalty {
  private static final double LEAST = 1e-12;

  @Override
  public double value(double[][] mixing, double progress) {
    return weight * Mixtures.entropy(mixing);
  }

  @Override
  public double[][] gradient(double[][] mixing, double progress) {
    double factor = -weight / mixing.length;
    return Rows.combine(mixing, mixing, (a, b) -> factor * (Math.log(Math.max(a, LEAST)) + 1));
  }
}
