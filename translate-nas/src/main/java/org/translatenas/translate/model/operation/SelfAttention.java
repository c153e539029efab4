package org.translatenas.translate.model.operation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
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
    DecoderCache.Past past = cache.past(x.getDataType());
    NDList pool = cache.pool(heads, width / heads, x.getDataType()); // two of [B, H, M, c/H]
    return Kernel.named("self_attention_step")
        .call(
            x,
            weights.get(0),
            weights.get(1),
            weights.get(2),
            weights.get(3),
            pool.get(0),
            pool.get(1),
            past.slots(),
            past.mask());
  }

  @Override
  public List<Parameter> parameters() {
    return weights.all();
  }
}
