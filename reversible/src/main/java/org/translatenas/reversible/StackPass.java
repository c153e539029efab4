package org.translatenas.reversible;

import ai.djl.ndarray.NDList;

/**
 * A forward pass of a {@link ReversibleStack} and what its backward pass needs. Its tensors belong
 * to the {@link Scope} in which it was begun; {@link #backward} may be called once.
 */
public interface StackPass {
  /** The top output, n tensors [B, T, d/n] without graph. */
  NDList top();

  /**
   * Pulls the cotangents of the top output down to the input. Gradients of parameters are added to
   * their buffers.
   *
   * @param cotangents of {@link #top}; stay the caller's
   */
  Backward backward(NDList cotangents, Wants wants);

  /**
   * What a backward pass returns.
   *
   * @param inputs the input of the stack as the backward pass had it: reconstructed in reversible
   *     mode
   * @param cotangents of the input
   * @param sideCotangents of the differentiable side inputs
   */
  record Backward(NDList inputs, NDList cotangents, NDList sideCotangents) {}
}
