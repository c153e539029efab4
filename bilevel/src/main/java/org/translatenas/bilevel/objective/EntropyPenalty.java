package org.translatenas.bilevel.objective;

import java.util.Arrays;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.Rows;

/**
 * The mean entropy of the nodes' shares in nats, which draws each towards one candidate; with a
 * negative weight it keeps them apart.
 */
public record EntropyPenalty(double weight) implements Penalty {
  private static final double LEAST = 1e-12;

  @Override
  public double value(double[][] mixing, double progress) {
    return weight * Mixtures.entropy(mixing);
  }

  @Override
  public double[][] gradient(double[][] mixing, double progress) {
    double[][] gradient = Rows.zerosLike(mixing);
    for (int node = 0; node < mixing.length; node++) {
      double whole = Arrays.stream(mixing[node]).sum();
      double entropy = Mixtures.entropy(new double[][] {mixing[node]});
      for (int k = 0; k < gradient[node].length && whole > 0; k++) {
        double share = Math.max(mixing[node][k] / whole, LEAST);
        gradient[node][k] = -weight / mixing.length * (Math.log(share) + entropy) / whole;
      }
    }
    return gradient;
  }
}
