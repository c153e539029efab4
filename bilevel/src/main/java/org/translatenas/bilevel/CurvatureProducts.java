package org.translatenas.bilevel;

import ai.djl.ndarray.NDArray;

/**
 * Second-order products of a loss L(w, A) at fixed weights, mixing weights, batch and noise.
 * Vectors are flat and laid out as the weights; they belong to the caller's scope, which is the
 * same for all products of one object: what they share lives in it.
 */
public interface CurvatureProducts {
  /** ∂²L/∂w² · v. */
  NDArray hessian(NDArray v);

  /** ∂/∂A ⟨∂L/∂w, v⟩: for each node one number a candidate. */
  double[][] mixed(NDArray v);
}
