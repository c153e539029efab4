package org.translatenas.reversible;

import ai.djl.ndarray.NDList;

/**
 * Gradients that have a graph themselves, for second-order products. The graph of {@code ys} lives
 * on; both are freed with the tensors that hold them, so a {@link Scope} around the whole is
 * enough. For stacks of stored activations and kernels whose backward pass is differentiable:
 * {@code scaled_dot_product_attention} has none such.
 */
public final class SecondOrder {
  private SecondOrder() {}

  /**
   * The gradients of Σ ⟨y, cotangent⟩ with respect to {@code xs}, recorded; zeros where nothing
   * depends on an x.
   */
  public static NDList gradients(NDList ys, NDList cotangents, NDList xs) {
    return Torch.recording(
        () -> Kernel.named("recorded_gradients").with().list(ys).list(cotangents).list(xs).call());
  }
}
