package org.translatenas.translate.model.operation;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Parameter;

/** An affine map of the last axis. */
public final class Linear {
  private final Weights weights;

  /** From {@code in} to {@code out} numbers. */
  public Linear(ParameterSource source, String name, int in, int out) {
    weights = new Weights(source, name).matrix("weight", out, in).bias("bias", out);
  }

  /** [.., in] to [.., out]. */
  public NDArray apply(NDArray x) {
    return Kernel.named("linear").call(x, weight(), bias());
  }

  /** The matrix [out, in]. */
  public NDArray weight() {
    return weights.get(0);
  }

  /** The bias [out]. */
  public NDArray bias() {
    return weights.get(1);
  }

  /** Weight and bias. */
  public List<Parameter> parameters() {
    return weights.all();
  }
}
