package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.translatenas.reversible.SideInputs;

/**
 * What a layer reads beside its input.
 *
 * @param memory the encoder's output [B, S, d]; null in the encoder
 * @param mask additive mask of source positions [B, 1, 1, S]: 0, or −∞ at padding
 * @param present source positions [B, S, 1]: 1, or 0 at padding
 */
public record Context(NDArray memory, NDArray mask, NDArray present) {
  /** The context of the decoder over {@code memory}. */
  public Context withMemory(NDArray memory) {
    return new Context(memory, mask, present);
  }

  /** Whether positions may only look back. */
  public boolean causal() {
    return memory != null;
  }

  /** As the side inputs of a reversible stack. */
  public SideInputs toSideInputs() {
    NDList differentiable = memory == null ? new NDList() : new NDList(memory);
    return new SideInputs(differentiable, new NDList(mask, present));
  }

  /** From the side inputs of a reversible stack. */
  public static Context of(SideInputs side) {
    NDArray memory = side.differentiable().isEmpty() ? null : side.differentiable().get(0);
    return new Context(memory, side.constants().get(0), side.constants().get(1));
  }
}
