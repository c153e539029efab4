package org.translatenas.reversible;

import ai.djl.ndarray.types.DataType;

/**
 * The number formats of a model.
 *
 * @param weights of weights, norms, softmax, losses, sums of gradients and optimisers, and of
 *     residual streams that are not {@link ResidualStream#WIDE}
 * @param mixed whether the big matrix products, those of linear maps and of the vocabulary, are
 *     made in bfloat16: their operands are converted to it and their results back
 */
public record Precision(DataType weights, boolean mixed) {
  /** Single precision throughout. */
  public static final Precision FLOAT32 = of(DataType.FLOAT32);

  /** Products in bfloat16, the rest in float32, but for wide streams. */
  public static final Precision BFLOAT16 = new Precision(DataType.FLOAT32, true);

  /** One format throughout. */
  public static Precision of(DataType type) {
    return new Precision(type, false);
  }
}
