package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;

/** How the residual stream X_k, Y_k of a stack is held between its layers. */
public interface ResidualStream {
  /** As the type of its tensors has it: X_k = Y_k − G_k is exact up to rounding. */
  ResidualStream FLOAT =
      new ResidualStream() {
        @Override
        public NDArray round(NDArray x) {
          return x;
        }

        @Override
        public void check(int layer, NDArray y) {}
      };

  /** What is added to the stream in place of {@code x}; the gradient passes through. */
  NDArray round(NDArray x);

  /**
   * Looks whether {@code y}, an output of layer {@code layer} counted from 0, is held exactly.
   *
   * @throws StreamOverflowException if it is not
   */
  void check(int layer, NDArray y);
}
