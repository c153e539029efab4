package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;

/**
 * A trainable tensor: a leaf of the graph, and the buffer that its gradient is added to. Both are
 * views of the flat tensors of the {@link ParameterSet} that owns them.
 *
 * @param name unique in its set, in the form {@code encoder.0.1.ffn.weight}
 * @param value the leaf
 * @param gradient of the same shape
 */
public record Parameter(String name, NDArray value, NDArray gradient) {}
