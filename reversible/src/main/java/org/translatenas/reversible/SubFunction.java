package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;

/**
 * G_k of a multi-split layer: any deterministic function of its arguments and parameters. It is
 * called twice for each update, in the forward pass and in the replay, and must give the same bits
 * both times.
 */
public interface SubFunction {
  /**
   * Computes G_k.
   *
   * @param others the n − 1 splits other than the k-th, each [B, T, d/n], in the order X_{k+1} …
   *     X_n, Y_1 … Y_{k−1}
   * @param side what it reads beside them
   * @param noise where its dropout masks come from
   * @return [B, T, d/n]
   */
  NDArray apply(NDList others, SideInputs side, Noise noise);

  /** The weights that it reads. */
  List<Parameter> weights();

  /** The architecture's mixing weights that it reads; empty when the architecture is settled. */
  default List<Parameter> mixing() {
    return List.of();
  }
}
