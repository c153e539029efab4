package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

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

  /**
   * Float64, of which sub-functions read the nearest float32: for products in bfloat16. What a
   * float32 stream loses of X_k in rounding, some 1e-7, turns some of the replay's roundings to
   * bfloat16 the other way, each by up to 1/256, and these turn others in the layers below. Sums
   * and differences of float32 numbers are exact in float64 unless their sizes differ by more than
   * 2^29, so a replay reads the very same numbers. Cotangents are float64 between layers too, for
   * their sums have another order in each mode.
   */
  ResidualStream WIDE =
      new ResidualStream() {
        @Override
        public NDArray round(NDArray x) {
          return Kernel.named("float64").call(x);
        }

        @Override
        public NDArray read(NDArray x) {
          return Kernel.named("float32").call(x);
        }

        @Override
        public NDArray cotangent(NDArray x) {
          return Kernel.named("float64").call(x);
        }

        @Override
        public void check(int layer, NDArray y) {}
      };

  /** What is added to the stream in place of {@code x}; the gradient passes through. */
  NDArray round(NDArray x);

  /** What a sub-function reads of the stream {@code x}; the gradient passes through. */
  default NDArray read(NDArray x) {
    return x;
  }

  /** A cotangent of what was read, as one of the stream. */
  default NDArray cotangent(NDArray x) {
    return x;
  }

  /** What sub-functions read of each of {@code splits}. */
  default NDList read(NDList splits) {
    NDList read = new NDList(splits.size());
    splits.forEach(x -> read.add(read(x)));
    return read;
  }

  /** Each of {@code bars} as a cotangent of the stream. */
  default NDList cotangents(NDList bars) {
    NDList wide = new NDList(bars.size());
    bars.forEach(x -> wide.add(cotangent(x)));
    return wide;
  }

  /**
   * Looks whether {@code y}, an output of layer {@code layer} counted from 0, is held exactly.
   *
   * @throws StreamOverflowException if it is not
   */
  void check(int layer, NDArray y);
}
