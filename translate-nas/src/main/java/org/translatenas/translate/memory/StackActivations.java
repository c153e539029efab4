package org.translatenas.translate.memory;

import java.util.List;
import org.translatenas.reversible.StackSettings.Mode;
import org.translatenas.translate.architecture.OperationKind;

/**
 * What a supernet's stack holds for a batch at its highest, in numbers of four bytes, beyond its
 * input and the cotangents that it is given.
 *
 * @param nodes what one of its nodes holds; they all have the same width
 * @param layer candidates of each node of a layer; layers are alike
 * @param depth layers
 * @param boundaryEvery the inputs of so many layers are stored in reversible mode; 0: none
 * @param wide whether the residual stream, and its cotangents, are float64
 * @param memory numbers of the encoder's memory, B·S·d, whose cotangent the stack sums; 0 without
 */
record StackActivations(
    NodeActivations nodes,
    List<List<OperationKind>> layer,
    int depth,
    int boundaryEvery,
    boolean wide,
    double memory) {

  /** The highest point of a forward and a backward pass. */
  double peak(Mode mode) {
    double stream = stream();
    return switch (mode) {
      case STORED -> depth * graphOfLayer() + highestGradients() + 2 * memory;
      // The top, of which each part is replaced in its turn, and the cotangents.
      case REVERSIBLE -> (2 + boundaries()) * stream + highestNode() + 2 * memory;
      // The inputs of all layers, and the graph of one.
      case CHECKPOINTED ->
          depth * stream + graphOfLayer() + highestGradients() + stream + 2 * memory;
    };
  }

  /** What is held between the forward and the backward pass. */
  double held(Mode mode) {
    double stream = stream();
    return switch (mode) {
      case STORED -> depth * graphOfLayer();
      case REVERSIBLE -> (1 + boundaries()) * stream;
      case CHECKPOINTED -> (depth + 1) * stream;
    };
  }

  private int boundaries() {
    return boundaryEvery == 0 ? 0 : (depth - 1) / boundaryEvery;
  }

  private double stream() {
    return (wide ? 2 : 1) * layer.size() * nodes.tensor();
  }

  /** Graphs of a layer's nodes, their outputs, and what they pooled where there is pooling. */
  private double graphOfLayer() {
    double sum = 0;
    for (List<OperationKind> node : layer) {
      sum += nodes.graph(node) + (layer.size() > 2 ? 2 : 1) * nodes.tensor();
    }
    return sum;
  }

  private double highestNode() {
    double pooled = layer.size() > 2 ? nodes.tensor() : 0;
    return pooled + layer.stream().mapToDouble(nodes::backward).max().orElse(0);
  }

  private double highestGradients() {
    return layer.stream().mapToDouble(nodes::gradients).max().orElse(0);
  }
}
