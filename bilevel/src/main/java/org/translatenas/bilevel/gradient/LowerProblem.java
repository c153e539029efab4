package org.translatenas.bilevel.gradient;

import org.translatenas.bilevel.CurvatureProducts;
import org.translatenas.bilevel.Mixture;
import org.translatenas.reversible.ParameterSet;

/** The problem that the weights solve: the training loss L1(w, A) of one batch with fixed noise. */
public interface LowerProblem {
  /** w. */
  ParameterSet weights();

  /** L1 at the present weights. */
  LossFunction loss();

  /** What the next step of the weights' optimiser multiplies a gradient by. */
  Preconditioner preconditioner();

  /** Whether the supernet has double backward. */
  boolean supportsDoubleBackward();

  /** Exact products, where {@link #supportsDoubleBackward}. */
  CurvatureProducts exact(Mixture mixture);
}
