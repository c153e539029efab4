package org.translatenas.translate.model.transformer;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.DecoderCache;
import org.translatenas.translate.model.operation.Convolution;
import org.translatenas.translate.model.operation.Linear;
import org.translatenas.translate.model.operation.Operation;
import org.translatenas.translate.model.operation.ParameterSource;

/** A depthwise convolution over time, then a linear map of each position. */
final class SeparableConvolution implements Operation {
  private final Convolution depthwise;
  private final Linear pointwise;

  SeparableConvolution(ParameterSource source, String name, int in, int out, int window) {
    depthwise = new Convolution(source, name + ".depthwise", in, in, window, in);
    pointwise = new Linear(source, name + ".pointwise", in, out);
  }

  @Override
  public NDArray apply(NDArray x, Context context, Noise noise) {
    return pointwise.apply(depthwise.apply(x, context, noise));
  }

  @Override
  public NDArray step(NDArray x, Context context, DecoderCache cache) {
    return pointwise.apply(depthwise.step(x, context, cache));
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(depthwise.parameters());
    all.addAll(pointwise.parameters());
    return all;
  }
}
