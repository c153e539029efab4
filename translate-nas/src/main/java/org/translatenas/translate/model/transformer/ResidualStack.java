package org.translatenas.translate.model.transformer;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.Scope;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.DecoderCache;
import org.translatenas.translate.model.LayerStack;
import org.translatenas.translate.model.operation.LayerNorm;
import org.translatenas.translate.model.operation.Operation;

/** Residual sublayers on top of each other. */
public final class ResidualStack implements LayerStack {
  private final List<Operation> sublayers;
  private final LayerNorm norm;

  /** {@code norm} normalises the top; null where each sublayer has done so. */
  ResidualStack(List<Operation> sublayers, LayerNorm norm) {
    this.sublayers = List.copyOf(sublayers);
    this.norm = norm;
  }

  @Override
  public NDArray apply(NDArray input, Context context, Noise noise) {
    NDArray y = input;
    for (int i = 0; i < sublayers.size(); i++) {
      NDArray x = y;
      int sublayer = i;
      y = Scope.keep(() -> sublayers.get(sublayer).apply(x, context, noise.at(sublayer)));
    }
    return norm == null ? y : norm.apply(y);
  }

  @Override
  public NDArray step(NDArray x, Context context, DecoderCache cache) {
    NDArray y = x;
    for (Operation sublayer : sublayers) {
      y = sublayer.step(y, context, cache);
    }
    return norm == null ? y : norm.apply(y);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    sublayers.forEach(sublayer -> all.addAll(sublayer.parameters()));
    if (norm != null) {
      all.addAll(norm.parameters());
    }
    return all;
  }
}
