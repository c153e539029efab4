package org.translatenas.bilevel.objective;

import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.discrete.Discretiser;

/**
 * DARTS-PRIME's regularisation towards its own discretisation (Maile et al. 2021): p · ρ/2 · ‖A −
 * D(A)‖₂ — the norm, not its square — where p is the progress of the search and D(A), zeros and
 * ones, counts as constant.
 *
 * @param weight ρ; the paper has 0.1
 * @param adjusted the variant with ρ/2 · ‖(A − D) ∘ ((1 − p) · 4 (A^(ln 2 / ln K) − ½)² + p)‖₂,
 *     which pulls weakly where a node is undecided (A = 1/K) and at first
 */
public record ProximityPenalty(double weight, boolean adjusted, Discretiser discretiser)
    implements Penalty {
  /** In the root, so that the gradient is 0 and not undefined at A = D. */
  private static final double UNDER_ROOT = 1e-12;

  private static final double LEAST = 1e-4;

  /** Checks the weight. */
  public ProximityPenalty {
    if (!(weight >= 0)) {
      throw new IllegalArgumentException("regulariserWeight must be at least 0, not " + weight);
    }
  }

  @Override
  public double value(double[][] mixing, double progress) {
    double[][] parts = parts(mixing, progress);
    return scale(progress) * Math.sqrt(Rows.inner(parts, parts) + UNDER_ROOT);
  }

  @Override
  public double[][] gradient(double[][] mixing, double progress) {
    double[][] parts = parts(mixing, progress);
    double factor = scale(progress) / Math.sqrt(Rows.inner(parts, parts) + UNDER_ROOT);
    double[][] result = Rows.scale(factor, parts);
    if (adjusted) {
      double[][] far = Rows.subtract(mixing, discretiser.discretise(mixing));
      for (int node = 0; node < result.length; node++) {
        double power = Math.log(2) / Math.log(mixing[node].length);
        for (int k = 0; k < result[node].length; k++) {
          double a = mixing[node][k];
          double slope = pull(a, power, progress) + far[node][k] * slope(a, power, progress);
          result[node][k] *= slope;
        }
      }
    }
    return result;
  }

  private double scale(double progress) {
    return adjusted ? weight / 2 : progress * weight / 2;
  }

  private double[][] parts(double[][] mixing, double progress) {
    double[][] far = Rows.subtract(mixing, discretiser.discretise(mixing));
    if (adjusted) {
      for (int node = 0; node < far.length; node++) {
        double power = Math.log(2) / Math.log(mixing[node].length);
        for (int k = 0; k < far[node].length; k++) {
          far[node][k] *= pull(mixing[node][k], power, progress);
        }
      }
    }
    return far;
  }

  private static double pull(double a, double power, double progress) {
    double off = Math.pow(Math.max(LEAST, Math.min(1, a)), power) - 0.5;
    return (1 - progress) * 4 * off * off + progress;
  }

  private static double slope(double a, double power, double progress) {
    if (a < LEAST || a > 1) {
      return 0;
    }
    double raised = Math.pow(a, power);
    return (1 - progress) * 8 * (raised - 0.5) * power * raised / a;
  }
}
