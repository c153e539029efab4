package org.translatenas.bilevel.sampling;

import java.util.SplittableRandom;
import org.translatenas.bilevel.Rows;

/** The Gumbel trick: argmax(log q + G) with G = −log(−log u) is distributed as q. */
final class Gumbel {
  /** Uniform numbers stay this far from 0 and 1; more would bias REBAR. */
  private static final double CLAMP = 1e-12;

  private Gumbel() {}

  /** Uniform numbers in the shape of {@code logits}. */
  static double[][] uniform(double[][] logits, SplittableRandom random) {
    return Rows.combine(
        logits, logits, (x, y) -> Math.max(CLAMP, Math.min(1 - CLAMP, random.nextDouble())));
  }

  /** z = log q + G(u). */
  static double[][] perturbed(double[][] logits, double[][] u) {
    return Rows.combine(logits, u, (l, v) -> l - Math.log(-Math.log(v)));
  }
}
