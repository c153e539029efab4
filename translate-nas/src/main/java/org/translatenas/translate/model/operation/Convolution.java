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
 * A convolution over time. In the encoder it is centred and padded positions count as zero; in the
 * decoder it looks at the position and the w − 1 before it.
 */
public final class Convolution implements Operation {
  private final Weights weights;
  private final int in;
  private final int window;
  private final int groups;

  /**
   * A convolution from {@code in} to {@code out} channels.
   *
   * @param window w, odd
   * @param groups 1, or {@code in} for a depthwise convolution
   */
  public Convolution(ParameterSource source, String name, int in, int out, int window, int groups) {
    if (window % 2 == 0) {
      throw new IllegalArgumentException("the width of a convolution is odd, not " + window);
    }
    this.in = in;
    this.window = window;
    this.groups = groups;
    weights =
        new Weights(source, name).kernel("weight", out, in / groups, window).bias("bias", out);
  }

  @Override
  public NDArray apply(NDArray x, Context context, Noise noise) {
    NDArray present = context.causal() ? Constants.NONE : context.present();
    return Kernel.named("convolution")
        .call(x, weights.get(0), weights.get(1), present, Constants.number(groups));
  }

  @Override
  public NDArray step(NDArray x, Context context, DecoderCache cache) {
    Shape shape = new Shape(x.getShape().get(0), window - 1, in);
    int slot =
        cache.slot(
            DecoderCache.Kind.HYPOTHESIS,
            () -> new NDList(Torch.manager().zeros(shape, x.getDataType())));
    NDList result =
        Kernel.named("convolution_step")
            .with()
            .tensor(x)
            .tensor(weights.get(0))
            .tensor(weights.get(1))
            .tensor(Constants.number(groups))
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
