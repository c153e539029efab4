package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * How a node makes one tensor of the n − 1 splits that it reads: elementwise, at each position,
 * never across time.
 */
public enum Pooling {
  /** The maximum. */
  MAX,
  /** The arithmetic mean. */
  AVERAGE;

  /** Pools tensors of one shape [B, T, c]; one tensor is returned as it is. */
  public NDArray pool(NDList splits) {
    if (splits.size() == 1) {
      return splits.get(0);
    }
    return Kernel.named("pool")
        .with()
        .list(splits)
        .tensor(this == AVERAGE ? Flags.YES : Flags.NO)
        .call()
        .singletonOrThrow();
  }

  /** Made when first used, so that naming a pooling does not start the engine. */
  private static final class Flags {
    static final NDArray YES = Scope.permanent(() -> Torch.host().create(true));
    static final NDArray NO = Scope.permanent(() -> Torch.host().create(false));
  }
}
