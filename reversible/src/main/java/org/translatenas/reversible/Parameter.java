package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;

/**
 * A trainable tensor and the buffer that its gradient is added to. Both are views of the flat
 * tensors of the {@link ParameterSet} that owns them.
 *
 * @param name unique in its set, in the form {@code encoder.0.1.ffn.weight}
 * @param value the numbers
 * @param gradient of the same shape
 * @param operand what the big matrix products read: {@code value} itself, or its copy in their
 *     format, which {@link ParameterSet#refreshOperands} makes
 * @param leaf which of the two the graphs hold, and gradients are asked of
 */
public record Parameter(
    String name, NDArray value, NDArray gradient, NDArray operand, NDArray leaf) {
  /** How a parameter is read. */
  public enum Role {
    /** Never by a big matrix product. */
    PLAIN,
    /** Only by big matrix products. */
    OPERAND,
    /** In graphs for itself, and beside them by the vocabulary's products. */
    TABLE
  }

  /** A parameter whose numbers have one format. */
  public Parameter(String name, NDArray value, NDArray gradient) {
    this(name, value, gradient, value, value);
  }
}
