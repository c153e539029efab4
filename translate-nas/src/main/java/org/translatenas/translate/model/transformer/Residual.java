package org.translatenas.translate.model.transformer;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.DecoderCache;
import org.translatenas.translate.model.operation.LayerNorm;
import org.translatenas.translate.model.operation.Operation;
import org.translatenas.translate.model.operation.ParameterSource;

/** A residual sublayer: x + drop(o(LN(x))), or LN(x + drop(o(x))). */
final class Residual implements Operation {
  private static final int OUTPUT_SITE = 0;

  private final Operation operation;
  private final LayerNorm norm;
  private final NormPlacement placement;
  private final double dropout;

  Residual(
      ParameterSource source,
      String name,
      Operation operation,
      int width,
      NormPlacement placement,
      double dropout) {
    this.operation = operation;
    this.norm = new LayerNorm(source, name + ".norm", width);
    this.placement = placement;
    this.dropout = dropout;
  }

  @Override
  public NDArray apply(NDArray x, Context context, Noise noise) {
    NDArray h = placement == NormPlacement.PRE ? norm.apply(x) : x;
    NDArray sum = x.add(noise.dropout(operation.apply(h, context, noise), dropout, OUTPUT_SITE));
    return placement == NormPlacement.PRE ? sum : norm.apply(sum);
  }

  @Override
  public NDArray step(NDArray x, Context context, DecoderCache cache) {
    NDArray h = placement == NormPlacement.PRE ? norm.apply(x) : x;
    NDArray sum = x.add(operation.step(h, context, cache));
    return placement == NormPlacement.PRE ? sum : norm.apply(sum);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(operation.parameters());
    all.addAll(norm.parameters());
    return all;
  }
}
