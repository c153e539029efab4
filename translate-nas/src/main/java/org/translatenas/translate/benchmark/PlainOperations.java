package org.translatenas.translate.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import java.util.List;
import org.translatenas.reversible.Parameter;
import org.translatenas.translate.model.Context;

/**
 * The encoder's operations written straight against DJL, one call for each small operator: what the
 * scripted kernels are measured against. The same weights, in the same order, give the same
 * numbers.
 */
final class PlainOperations {
  private static final float EPSILON = 1e-5f;

  private PlainOperations() {}

  static NDArray norm(NDArray x, List<Parameter> weights) {
    Shape width = new Shape(x.getShape().get(2));
    return LayerNorm.layerNorm(x, width, weights.get(0).value(), weights.get(1).value(), EPSILON)
        .singletonOrThrow();
  }

  static NDArray dropout(NDArray x, NDArray keep, NDArray scale) {
    return x.mul(keep).mul(scale);
  }

  static NDArray convolution(NDArray x, List<Parameter> weights, Context context) {
    NDArray present = x.mul(context.present()).transpose(0, 2, 1);
    NDArray weight = weights.get(0).value();
    long pad = weight.getShape().get(2) / 2;
    return Conv1d.conv1d(
            present, weight, weights.get(1).value(), new Shape(1), new Shape(pad), new Shape(1))
        .singletonOrThrow()
        .transpose(0, 2, 1);
  }

  /** With the window unfolded: the values of each position and its neighbours side by side. */
  static NDArray dynamicConvolution(
      NDArray x, List<Parameter> weights, Context context, int heads) {
    Shape shape = x.getShape();
    long width = shape.get(2);
    long window = weights.get(2).value().getShape().get(0) / heads;
    NDArray h = gatedLinear(x, weights);
    NDArray kernel = // [B, T, H, 1, w]
        linear(h, weights.get(2).value(), null)
            .reshape(shape.get(0), shape.get(1), heads, window)
            .softmax(-1)
            .expandDims(3);
    NDArray present = h.mul(context.present());
    NDArray zeros =
        h.getManager().zeros(new Shape(shape.get(0), window / 2, width), h.getDataType());
    NDArray padded = NDArrays.concat(new NDList(zeros, present, zeros), 1);
    NDList taps = new NDList();
    for (long tap = 0; tap < window; tap++) {
      taps.add(padded.get(":, {}:{}, :", tap, tap + shape.get(1)));
    }
    NDArray unfolded = // [B, T, H, w, c/H]
        NDArrays.stack(taps, 2)
            .reshape(shape.get(0), shape.get(1), window, heads, width / heads)
            .transpose(0, 1, 3, 2, 4);
    NDArray y = kernel.matMul(unfolded).reshape(shape);
    return linear(y, weights.get(3).value(), weights.get(4).value());
  }

  static NDArray selfAttention(NDArray x, List<Parameter> weights, Context context, int heads) {
    Shape shape = x.getShape();
    long width = shape.get(2);
    NDArray all = // [3, B, H, T, c/H]
        linear(x, weights.get(0).value(), weights.get(1).value())
            .reshape(shape.get(0), shape.get(1), 3, heads, width / heads)
            .transpose(2, 0, 3, 1, 4);
    NDArray scores =
        all.get(0)
            .matMul(all.get(1).transpose(0, 1, 3, 2))
            .mul(1 / Math.sqrt((double) width / heads))
            .add(context.mask());
    NDArray y = scores.softmax(-1).matMul(all.get(2)).transpose(0, 2, 1, 3).reshape(shape);
    return linear(y, weights.get(2).value(), weights.get(3).value());
  }

  static NDArray gatedLinear(NDArray x, List<Parameter> weights) {
    NDList halves = linear(x, weights.get(0).value(), weights.get(1).value()).split(2, 2);
    return halves.get(0).mul(Activation.sigmoid(halves.get(1)));
  }

  static NDArray feedForward(NDArray x, List<Parameter> weights, NDArray keep, NDArray scale) {
    NDArray hidden = Activation.relu(linear(x, weights.get(0).value(), weights.get(1).value()));
    return linear(dropout(hidden, keep, scale), weights.get(2).value(), weights.get(3).value());
  }

  private static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return Linear.linear(x, weight, bias).singletonOrThrow();
  }
}
