package org.translatenas.bilevel.gradient;

import org.translatenas.bilevel.CurvatureProducts;
import org.translatenas.bilevel.Mixture;

/**
 * How second-order products are computed.
 *
 * @param kind see {@link Kind}
 * @param radius length of a finite difference's step along its direction; the papers have 0.01, and
 *     0.1 is truer with ReLU
 */
public record Curvature(Kind kind, double radius) {
  /** The papers' radius, and double backward where there is one. */
  public static final Curvature AUTO = new Curvature(Kind.AUTO, 0.01);

  /** By what. */
  public enum Kind {
    /** Double backward where the supernet has it, else finite differences. */
    AUTO,
    /** Finite differences. */
    FINITE_DIFFERENCES,
    /** Double backward; a supernet without it is refused. */
    DOUBLE_BACKWARD
  }

  /** Checks the radius. */
  public Curvature {
    if (!(radius > 0)) {
      throw new IllegalArgumentException("hvpRadius must be above 0, not " + radius);
    }
  }

  CurvatureProducts of(LowerProblem lower, Mixture mixture) {
    boolean exact = kind != Kind.FINITE_DIFFERENCES && lower.supportsDoubleBackward();
    return exact || kind == Kind.DOUBLE_BACKWARD
        ? lower.exact(mixture)
        : new FiniteDifferences(lower, mixture, radius);
  }
}
