package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * What every sub-function of a stack reads beside its splits.
 *
 * @param differentiable tensors whose cotangents the backward pass returns (the encoder's memory);
 *     may be empty
 * @param constants tensors without gradient (masks); may be empty
 */
public record SideInputs(NDList differentiable, NDList constants) {
  /** Side inputs of a stack that reads nothing but constants. */
  public static SideInputs constants(NDArray... constants) {
    return new SideInputs(new NDList(), new NDList(constants));
  }

  /** The same constants, and the differentiable tensors as leaves of new graphs. */
  SideInputs leaves() {
    return new SideInputs(Gradients.leaves(differentiable), constants);
  }

  /** Zeros, one buffer for the cotangent of each differentiable tensor. */
  NDList zeroCotangents() {
    NDList zeros = new NDList(differentiable.size());
    differentiable.forEach(x -> zeros.add(x.zerosLike()));
    return zeros;
  }
}
