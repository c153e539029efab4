package org.translatenas.translate.model.operation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.translate.model.Context;

/** A feed-forward network with one hidden layer, dropout inside (Vaswani et al. 2017, 3.3). */
public final class FeedForward implements Operation {
  private static final int HIDDEN_SITE = 2;

  /** What stands between the two layers. */
  public enum Activation {
    RELU,
    SWISH
  }

  private final Weights weights;
  private final int hidden;
  private final double dropout;
  private final Activation activation;

  /** A network of widths {@code width}, {@code hidden}, {@code width}. */
  public FeedForward(
      ParameterSource source,
      String name,
      int width,
      int hidden,
      double dropout,
      Activation activation) {
    this.hidden = hidden;
    this.dropout = dropout;
    this.activation = activation;
    weights =
        new Weights(source, name)
            .matrix("in.weight", hidden, width)
            .bias("in.bias", hidden)
            .matrix("out.weight", width, hidden)
            .bias("out.bias", width);
  }

  @Override
  public NDArray apply(NDArray x, Context context, Noise noise) {
    Shape shape = x.getShape();
    NDArray keep = noise.keep(new Shape(shape.get(0), shape.get(1), hidden), dropout, HIDDEN_SITE);
    return Kernel.named("feed_forward")
        .call(
            x,
            weights.get(0),
            weights.get(1),
            weights.get(2),
            weights.get(3),
            keep,
            Noise.scale(dropout),
            Constants.number(activation == Activation.SWISH ? 1 : 0));
  }

  @Override
  public List<Parameter> parameters() {
    return weights.all();
  }
}
