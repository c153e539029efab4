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
 * Multi-head self attention (Vaswani et al. 2017), over all positions in the encoder, over earlier
 * ones in the decoder.
 */
public final class SelfAttention implements Operation {
  private static final int ATTENTION_SITE = 1;

  private final Weights weights;
  private final int width;
  private final int heads;
  private final double attentionDropout;

  /**
   * Attention at width c = {@code width}.
   *
   * @param heads H; divides the width
   * @param attentionDropout rate at which attention weights are dropped
   */
  public SelfAttention(
      ParameterSource source, String name, int width, int heads, double attentionDropout) {
    this.width = width;
    this.heads = Heads.check(width, heads);
    this.attentionDropout = attentionDropout;
    weights =
        new Weights(source, name)
            .matrices("in.weight", 3, width, width)
            .bias("in.bias", 3L * width)
            .matrix("out.weight", width, width)
            .bias("out.bias", width);
  }

  @Override
  public NDArray apply(NDArray x, Context context, Noise noise) {
    long length = x.getShape().get(1);
    NDArray keep = // [B, H, T, T]
        noise.keep(
            new Shape(x.getShape().get(0), heads, length, length),
            attentionDropout,
            ATTENTION_SITE);
    return Kernel.named("self_attention")
        .call(
            x,
            weights.get(0),
            weights.get(1),
            weights.get(2),
            weights.get(3),
            context.causal() ? Constants.NONE : context.mask(),
            Constants.number(heads),
            keep,
            Noise.scale(attentionDropout));
  }

  @Override
  public NDArray step(NDArray x, Context context, DecoderCache cache) {
    int slot = cache.slot(true, () -> new NDList(empty(x), empty(x)));
    NDList result = // y [N, 1, c], keys and values [N, H, t + 1, c/H]
        Kernel.named("self_attention_step")
            .with()
            .tensor(x)
            .tensor(weights.get(0))
            .tensor(weights.get(1))
            .tensor(weights.get(2))
            .tensor(weights.get(3))
            .tensor(Constants.number(heads))
            .tensor(cache.get(slot).get(0))
            .tensor(cache.get(slot).get(1))
            .call();
    cache.set(slot, new NDList(result.get(1), result.get(2)));
    return result.get(0);
  }

  private NDArray empty(NDArray x) {
    Shape shape = new Shape(x.getShape().get(0), heads, 0, width / heads);
    return Torch.manager().create(shape, x.getDataType());
  }

  @Override
  public List<Parameter> parameters() {
    return weights.all();
  }
}
