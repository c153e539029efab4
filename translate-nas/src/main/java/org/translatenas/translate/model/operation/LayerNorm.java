package org.translatenas.translate.model.operation;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Parameter;

/** Layer normalisation over the last axis with affine parameters (Ba, Kiros, Hinton 2016). */
public final class LayerNorm {
  private final Weights weights;

  /** A normalisation of vectors of {@code width} numbers. */
  public LayerNorm(ParameterSource source, String name, int width) {
    weights = new Weights(source, name).norm(width);
  }

  /** [.., width] to the same. */
  public NDArray apply(NDArray x) {
    return Kernel.named("layer_norm").call(x, weights.get(0), weights.get(1));
  }

  /** Weight and bias. */
  public List<Parameter> parameters() {
    return weights.all();
  }
}
