package org.translatenas.translate.architecture;

import java.util.List;

/**
 * The block of an encoder or a decoder: s layers of n nodes each, repeated until the stack is as
 * deep as it shall be.
 *
 * @param layers for each layer the operations of its nodes, in order
 */
public record Topology(List<List<OperationKind>> layers) {
  /** Checks that there are layers and that all have the same number of nodes, at least 2. */
  public Topology {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a block has at least one layer");
    }
    int splits = layers.get(0).size();
    for (List<OperationKind> layer : layers) {
      if (layer.size() != splits || splits < 2) {
        throw new IllegalArgumentException(
            "every layer of a block has the same number of nodes, at least 2");
      }
    }
    layers = layers.stream().map(List::copyOf).toList();
  }

  /** n, the nodes of a layer. */
  public int splits() {
    return layers.get(0).size();
  }

  /** In one line: {@code conv-3, glu / ffn, zero}. */
  public String line() {
    return String.join(
        " / ",
        layers.stream()
            .map(layer -> String.join(", ", layer.stream().map(OperationKind::text).toList()))
            .toList());
  }

  /** s, the layers of the block. */
  public int depth() {
    return layers.size();
  }
}
