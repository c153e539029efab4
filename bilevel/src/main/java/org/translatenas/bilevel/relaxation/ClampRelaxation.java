package org.translatenas.bilevel.relaxation;

import org.translatenas.bilevel.Rows;

/**
 * A = α cut to [0, 1] (Maile et al. 2021, DARTS-PRIME's activation): no competition between the
 * candidates of a node, whose sum is normalised instead. A candidate whose α falls to 0 is pruned
 * and never returns; the last one of a node stays.
 */
public record ClampRelaxation() implements Relaxation {
  /** What the last candidate of a node keeps: too small to matter, but not pruned. */
  private static final double LEAST = 1e-4;

  @Override
  public double[][] forward(double[][] alpha) {
    return Rows.combine(alpha, alpha, (a, b) -> Math.max(0, Math.min(1, a)));
  }

  @Override
  public double[][] backward(double[][] alpha, double[][] gradient) {
    return Rows.combine(alpha, gradient, (a, g) -> a >= 0 && a <= 1 ? g : 0);
  }

  @Override
  public double start(int candidates) {
    return 1.0 / candidates;
  }

  @Override
  public double deviation() {
    return 1e-4;
  }

  @Override
  public boolean prunes() {
    return true;
  }

  @Override
  public double[][] project(double[][] before, double[][] after) {
    double[][] projected = Rows.combine(before, after, (b, a) -> b <= 0 ? 0 : Math.max(a, 0));
    for (int node = 0; node < projected.length; node++) {
      int last = 0;
      boolean any = false;
      for (int k = 0; k < projected[node].length; k++) {
        any |= projected[node][k] > 0;
        last = before[node][k] > before[node][last] ? k : last;
      }
      if (!any) {
        projected[node][last] = LEAST;
      }
    }
    return projected;
  }
}
