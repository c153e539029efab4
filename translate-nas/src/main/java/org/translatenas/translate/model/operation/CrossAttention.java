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
 * Multi-head attention of the decoder over the encoder's memory, whose width may differ from the
 * node's.
 */
public final class CrossAttention implements Operation {
  private static final int ATTENTION_SITE = 1;

  private final Weights weights;
  private final int heads;
  private final double attentionDropout;

  /**
   * Attention of queries of {@code width} numbers over a memory of {@code memoryWidth}.
   *
   * @param heads H; divides the width
   * @param attentionDropout rate at which attention weights are dropped
   */
  public CrossAttention(
      ParameterSource source,
      String name,
      int width,
      int memoryWidth,
      int heads,
      double attentionDropout) {
    this.heads = Heads.check(width, heads);
    this.attentionDropout = attentionDropout;
    weights =
        new Weights(source, name)
            .matrix("query.weight", width, width)
            .bias("query.bias", width)
            .matrices("memory.weight", 2, width, memoryWidth)
            .bias("memory.bias", 2L * width)
            .matrix("out.weight", width, width)
            .bias("out.bias", width);
  }

  @Override
  public NDArray apply(NDArray x, Context context, Noise noise) {
    NDList memory = project(context);
    Shape shape = x.getShape();
    NDArray keep = // [B, H, T, S]
        noise.keep(
            new Shape(shape.get(0), heads, shape.get(1), context.memory().getShape().get(1)),
            attentionDropout,
            ATTENTION_SITE);
    return attend(x, memory, context, keep);
  }

  @Override
  public NDArray step(NDArray x, Context context, DecoderCache cache) {
    int slot = cache.slot(DecoderCache.Kind.SENTENCE, () -> project(context));
    // The hypotheses of a sentence are rows of one query, so its keys and values need not be
    // repeated.
    NDList result = // y [N, 1, c], attention [B, H, k, S]
        Kernel.named("cross_attention_step")
            .with()
            .tensor(x)
            .tensor(weights.get(0))
            .tensor(weights.get(1))
            .tensor(cache.get(slot).get(0))
            .tensor(cache.get(slot).get(1))
            .tensor(weights.get(4))
            .tensor(weights.get(5))
            .tensor(context.mask())
            .call();
    cache.attended(result.get(1));
    return result.get(0);
  }

  private NDList project(Context context) {
    return Kernel.named("memory_projection") // two of [B, H, S, c/H]
        .with()
        .tensor(context.memory())
        .tensor(weights.get(2))
        .tensor(weights.get(3))
        .tensor(Constants.number(heads))
        .call();
  }

  private NDArray attend(NDArray x, NDList memory, Context context, NDArray keep) {
    return Kernel.named("cross_attention")
        .call(
            x,
            weights.get(0),
            weights.get(1),
            memory.get(0),
            memory.get(1),
            weights.get(4),
            weights.get(5),
            context.mask(),
            keep,
            Noise.scale(attentionDropout));
  }

  @Override
  public List<Parameter> parameters() {
    return weights.all();
  }
}
