package org.translatenas.translate.search;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.translatenas.bilevel.objective.ResourceCosts;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.architecture.SearchSpace.SearchedNode;
import org.translatenas.translate.model.ModelSizes;

/**
 * What the candidates of a node cost on one sentence: parameters, multiply–adds, and numbers read
 * and written (inputs, weights, and results of each product), for a node of width c and T tokens.
 * Zero and identity cost nothing.
 *
 * @param c width of the node
 * @param d width of the memory that cross attention reads
 * @param heads H
 * @param tokens T, of source and target alike
 */
record OperationCosts(double c, double d, double heads, double tokens) {
  /** The usual sentence. */
  private static final double TOKENS = 32;

  /** The costs of all searched nodes. */
  static ResourceCosts of(SearchSpace space, ModelSizes sizes) {
    return new ResourceCosts(
        table(space, sizes, costs -> costs::parameters),
        table(space, sizes, costs -> costs::operations),
        table(space, sizes, costs -> costs::memory));
  }

  private static double[][] table(
      SearchSpace space,
      ModelSizes sizes,
      Function<OperationCosts, ToDoubleFunction<OperationKind>> cost) {
    List<SearchedNode> nodes = space.nodes();
    return nodes.stream()
        .map(
            node -> {
              int splits = node.encoder() ? space.encoderSplits() : space.decoderSplits();
              double width = (double) sizes.width() / splits;
              ToDoubleFunction<OperationKind> of =
                  cost.apply(new OperationCosts(width, sizes.width(), sizes.heads(), TOKENS));
              return node.kinds().stream().mapToDouble(of).toArray();
            })
        .toArray(double[][]::new);
  }

  /** Matrices alone. */
  double parameters(OperationKind kind) {
    return switch (kind) {
      case CONV_3, CONV_5, CONV_7, CONV_11 -> kind.window() * c * c;
      case DYNAMIC_CONV_3, DYNAMIC_CONV_7, DYNAMIC_CONV_11, DYNAMIC_CONV_15 ->
          3 * c * c + heads * kind.window() * c;
      case SELF_ATTENTION -> 4 * c * c;
      case CROSS_ATTENTION -> 2 * c * c + 2 * c * d;
      case GLU -> 2 * c * c;
      case FFN -> 8 * c * c;
      case ZERO, IDENTITY -> 0;
    };
  }

  /** Multiply–adds: each parameter once a token, and what attention and kernels do beside. */
  double operations(OperationKind kind) {
    double beside =
        switch (kind) {
          case DYNAMIC_CONV_3, DYNAMIC_CONV_7, DYNAMIC_CONV_11, DYNAMIC_CONV_15 ->
              kind.window() * c * tokens;
          case SELF_ATTENTION, CROSS_ATTENTION -> 2 * tokens * tokens * c;
          default -> 0;
        };
    return parameters(kind) * tokens + beside;
  }

  /** Weights once, activations once in and once out. */
  double memory(OperationKind kind) {
    double activations =
        switch (kind) {
          case CONV_3, CONV_5, CONV_7, CONV_11 -> 2 * c;
          case DYNAMIC_CONV_3, DYNAMIC_CONV_7, DYNAMIC_CONV_11, DYNAMIC_CONV_15 ->
              7 * c + 2 * heads * kind.window();
          case SELF_ATTENTION -> 8 * c + 2 * heads * tokens;
          case CROSS_ATTENTION -> 6 * c + 2 * d + 2 * heads * tokens;
          case GLU -> 5 * c;
          case FFN -> 10 * c;
          case ZERO, IDENTITY -> 0;
        };
    return parameters(kind) + activations * tokens;
  }
}
