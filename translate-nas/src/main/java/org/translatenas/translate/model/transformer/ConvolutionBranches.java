package org.translatenas.translate.model.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.DecoderCache;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.operation.Convolution;
import org.translatenas.translate.model.operation.LayerNorm;
import org.translatenas.translate.model.operation.Linear;
import org.translatenas.translate.model.operation.Operation;
import org.translatenas.translate.model.operation.ParameterSource;

/**
 * The convolutional part of an Evolved Transformer cell: a wide left and a narrow right branch,
 * added after the narrow one is filled up with zeros, normalised, and joined by a separable
 * convolution.
 */
final class ConvolutionBranches implements Operation {
  private static final int LEFT_SITE = 1;
  private static final int RIGHT_SITE = 2;

  private final Operation left;
  private final Operation right;
  private final boolean rightActivated;
  private final LayerNorm norm;
  private final Operation join;
  private final int wide;
  private final int width;
  private final double dropout;

  private ConvolutionBranches(
      Operation left,
      Operation right,
      boolean rightActivated,
      LayerNorm norm,
      Operation join,
      int wide,
      ModelSizes sizes) {
    this.left = left;
    this.right = right;
    this.rightActivated = rightActivated;
    this.norm = norm;
    this.join = join;
    this.wide = wide;
    this.width = sizes.width();
    this.dropout = sizes.dropout();
  }

  /** [Dense 4d, ReLU ∥ convolution 3 to d/2, ReLU], then a separable convolution 9 to d/2. */
  static ConvolutionBranches encoder(ParameterSource source, String name, ModelSizes sizes) {
    int d = sizes.width();
    return new ConvolutionBranches(
        new Dense(new Linear(source, name + ".left", d, 4 * d)),
        new Convolution(source, name + ".right", d, d / 2, 3, 1),
        true,
        new LayerNorm(source, name + ".middle", 4 * d),
        new SeparableConvolution(source, name + ".join", 4 * d, d / 2, 9),
        4 * d,
        sizes);
  }

  /**
   * [separable convolution 11 to 2d, ReLU ∥ separable convolution 7 to d/2], then a separable
   * convolution 7 to d.
   */
  static ConvolutionBranches decoder(ParameterSource source, String name, ModelSizes sizes) {
    int d = sizes.width();
    return new ConvolutionBranches(
        new SeparableConvolution(source, name + ".left", d, 2 * d, 11),
        new SeparableConvolution(source, name + ".right", d, d / 2, 7),
        false,
        new LayerNorm(source, name + ".middle", 2 * d),
        new SeparableConvolution(source, name + ".join", 2 * d, d, 7),
        2 * d,
        sizes);
  }

  @Override
  public NDArray apply(NDArray x, Context context, Noise noise) {
    NDArray l = left.apply(x, context, noise);
    NDArray r = right.apply(x, context, noise);
    NDArray sum = combine(l, r, noise); // [B, T, 4d or 2d]
    return fill(join.apply(norm.apply(sum), context, noise), width);
  }

  @Override
  public NDArray step(NDArray x, Context context, DecoderCache cache) {
    NDArray l = left.step(x, context, cache);
    NDArray r = right.step(x, context, cache);
    return fill(join.step(norm.apply(combine(l, r, Noise.NONE)), context, cache), width);
  }

  private NDArray combine(NDArray l, NDArray r, Noise noise) {
    NDArray activated = rightActivated ? relu(r) : r;
    return noise
        .dropout(relu(l), dropout, LEFT_SITE)
        .add(fill(noise.dropout(activated, dropout, RIGHT_SITE), wide));
  }

  private static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }

  /** Zeros after the last number of each position, up to {@code size} numbers. */
  private static NDArray fill(NDArray x, int size) {
    Shape shape = x.getShape();
    long missing = size - shape.get(2);
    if (missing == 0) {
      return x;
    }
    NDArray zeros =
        Torch.manager().zeros(new Shape(shape.get(0), shape.get(1), missing), x.getDataType());
    return NDArrays.concat(new NDList(x, zeros), 2);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(left.parameters());
    all.addAll(right.parameters());
    all.addAll(norm.parameters());
    all.addAll(join.parameters());
    return all;
  }

  /** A linear map as an operation. */
  private record Dense(Linear linear) implements Operation {
    @Override
    public NDArray apply(NDArray x, Context context, Noise noise) {
      return linear.apply(x);
    }

    @Override
    public List<Parameter> parameters() {
      return linear.parameters();
    }
  }
}
