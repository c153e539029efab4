package org.translatenas.translate.model.operation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.DecoderCache;

/**
 * Dynamic convolution (Wu et al. 2019): a gated projection, then at each position a kernel of its
 * own for each head, computed from the projection and normalised by softmax, then an output
 * projection. Padding as in {@link Convolution}.
 */
public final class DynamicConvolution implements Operation {
  private static final int KERNEL_SITE = 3;

  private final Weights weights;
  private final int width;
  private final int window;
  private final int heads;
  private final double kernelDropout;

  /**
   * A convolution at width c = {@code width}.
   *
   * @param window w, odd
   * @param heads H; each kernel serves c/H channels
   * @param kernelDropout rate of DropConnect on the kernels
   */
  public DynamicConvolution(
      ParameterSource source, String name, int width, int window, int heads, double kernelDropout) {
    this.width = width;
    this.window = window;
    this.heads = Heads.check(width, heads);
    this.kernelDropout = kernelDropout;
    weights =
        new Weights(source, name)
            .matrices("in.weight", 2, width, width)
            .bias("in.bias", 2L * width)
            .kernel("kernel.weight", (long) heads * window, width)
            .matrix("out.weight", width, width)
            .bias("out.bias", width);
  }

  @Override
  public NDArray apply(NDArray x, Context context, Noise noise) {
    Shape shape = x.getShape();
    NDArray keep =
        noise.keep(
            new Shape(shape.get(0), shape.get(1), heads, window), kernelDropout, KERNEL_SITE);
    return Kernel.named("dynamic_convolution")
        .call(
            x,
            weights.get(0),
            weights.get(1),
            weights.get(2),
            weights.get(3),
            weights.get(4),
            context.causal() ? Constants.NONE : context.present(),
            Constants.number(heads),
            keep,
            Noise.scale(kernelDropout),
            Constants.number(ConvolutionForm.of(shape.get(1), window).ordinal()));
  }

  @Override
  public NDArray step(NDArray x, Context context, DecoderCache cache) {
    Shape shape = new Shape(x.getShape().get(0), window - 1, width);
    int slot =
        cache.slot(
            DecoderCache.Kind.HYPOTHESIS,
            () -> new NDList(Torch.manager().zeros(shape, x.getDataType())));
    NDList result =
        Kernel.named("dynamic_convolution_step")
            .with()
            .tensor(x)
            .tensor(weights.get(0))
            .tensor(weights.get(1))
            .tensor(weights.get(2))
            .tensor(weights.get(3))
            .tensor(weights.get(4))
            .tensor(Constants.number(heads))
            .tensor(cache.get(slot).get(0))
            .call();
    cache.set(slot, new NDList(result.get(1)));
    return result.get(0);
  }

  @Override
  public List<Parameter> parameters() {
    return weights.all();
  }
}
