package org.translatenas.bilevel.gradient;

import ai.djl.ndarray.NDArray;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;

/**
 * Moves the weights for a while. Closing it brings them back from a copy, bit for bit, and leaves
 * their gradients' buffers at zero, as it found them. (Going back by subtraction would leave a
 * trace in the weights at every architecture step.) To be used within a scope.
 */
final class WeightProbe implements AutoCloseable {
  private final ParameterSet weights;
  private final NDArray kept;

  WeightProbe(ParameterSet weights) {
    this.weights = weights;
    kept = weights.values().duplicate();
  }

  /** Puts the weights at their own place plus {@code length} · {@code direction}. */
  void shift(NDArray direction, double length) {
    Scope.run(() -> Torch.copy(kept.add(direction.mul(length)), weights.values()));
  }

  /** Runs {@code body}, which adds to the gradients' buffers, and takes what they hold. */
  static NDArray gradient(ParameterSet weights, Runnable body) {
    weights.zeroGradients();
    body.run();
    NDArray taken = weights.gradients().duplicate();
    weights.zeroGradients();
    return taken;
  }

  @Override
  public void close() {
    Torch.copy(kept, weights.values());
    kept.close();
    weights.zeroGradients();
  }
}
