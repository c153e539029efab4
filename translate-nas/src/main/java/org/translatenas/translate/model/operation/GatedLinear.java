package org.translatenas.translate.model.operation;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.translate.model.Context;

/** A gated linear unit (Dauphin et al. 2017): Linear(c, 2c), then values · sigmoid(gates). */
public final class GatedLinear implements Operation {
  private final Weights weights;

  /** A unit of width {@code width}. */
  public GatedLinear(ParameterSource source, String name, int width) {
    weights =
        new Weights(source, name).matrices("weight", 2, width, width).bias("bias", 2L * width);
  }

  @Override
  public NDArray apply(NDArray x, Context context, Noise noise) {
    return Kernel.named("gated_linear").call(x, weights.get(0), weights.get(1));
  }

  @Override
  public List<Parameter> parameters() {
    return weights.all();
  }
}
