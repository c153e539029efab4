package org.translatenas.translate.memory;

import java.util.List;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.model.ModelSizes;

/**
 * What one node of width c holds for a batch, in numbers of four bytes; a mask's booleans count a
 * quarter. The sums name the tensors that autograd saves in the kernels of {@code reversible/}, in
 * the order in which they are made.
 */
final class NodeActivations {
  private static final double MASK = 0.25;

  /** Keys times queries from which on attention keeps no weights; see the kernel {@code attend}. */
  private static final double FUSED = 65536;

  private final ModelSizes sizes;
  private final NormPlacement placement;
  private final boolean decoder;
  private final double width;
  private final double places;
  private final double length;
  private final double memoryLength;

  /** For nodes of width {@code width} in the encoder or the decoder. */
  NodeActivations(
      ModelSizes sizes, NormPlacement placement, boolean decoder, int width, BatchShape batch) {
    this.sizes = sizes;
    this.placement = placement;
    this.decoder = decoder;
    this.width = width;
    places = decoder ? batch.targetPlaces() : batch.sourcePlaces();
    length = decoder ? batch.target() : batch.source();
    memoryLength = batch.source();
  }

  /** A tensor [B, T, c]. */
  double tensor() {
    return places * width;
  }

  /** What the graph of a node of {@code kinds} holds until its backward pass is through. */
  double graph(List<OperationKind> kinds) {
    return kinds.stream().mapToDouble(this::kept).sum();
  }

  /**
   * Gradients on their way when a node's backward pass is at its highest, soon after it began: of
   * the outputs of all candidates, and inside the widest of them.
   */
  double gradients(List<OperationKind> kinds) {
    long outputs = kinds.stream().filter(kind -> kind != OperationKind.ZERO).count();
    return tensor() * (outputs + 2 * hidden(kinds));
  }

  /**
   * Results between kernels, which a node's scope holds beside its graph: the sum over the
   * candidates, outputs before dropout, and the normalised inputs of convolutions, which keep a
   * copy of their own.
   */
  double handles(List<OperationKind> kinds) {
    double tensors = kinds.size() > 1 ? 1 : 0;
    for (OperationKind kind : kinds) {
      if (weighted(kind) && placement == NormPlacement.PRE && sizes.dropout() > 0) {
        tensors += 1;
      }
      if (kind.window() > 0 && !dynamic(kind)) {
        tensors += 1;
      }
    }
    return tensor() * tensors;
  }

  /** All that a node holds at the highest point of its backward pass. */
  double backward(List<OperationKind> kinds) {
    return graph(kinds) + handles(kinds) + gradients(kinds);
  }

  /** The widest gradient inside an operation, in c. */
  private static double hidden(List<OperationKind> kinds) {
    return kinds.contains(OperationKind.FFN) ? 4 : 2;
  }

  private static boolean weighted(OperationKind kind) {
    return kind != OperationKind.ZERO && kind != OperationKind.IDENTITY;
  }

  private static boolean dynamic(OperationKind kind) {
    return kind.text().startsWith("dynamic");
  }

  /** One candidate with its norm, its dropout and its output. */
  private double kept(OperationKind kind) {
    if (kind == OperationKind.ZERO) {
      return 0; // never computed in a mixture
    }
    if (kind == OperationKind.IDENTITY) {
      return tensor();
    }
    double perPlace = 2; // mean and deviation of the norm
    perPlace += (sizes.dropout() > 0 ? MASK : 0) * width + width; // mask and output
    if (placement == NormPlacement.POST) {
      perPlace += width; // the norm's input
    }
    return places * (perPlace + inside(kind));
  }

  private double inside(OperationKind kind) {
    double c = width;
    // In the pre form an operation reads the norm's result, in the post form the node's own H.
    double input = placement == NormPlacement.PRE ? c : 0;
    double heads = sizes.heads();
    double window = kind.window();
    return switch (kind) {
      case CONV_3, CONV_5, CONV_7, CONV_11 -> paddedInput(window);
      case DYNAMIC_CONV_3, DYNAMIC_CONV_7, DYNAMIC_CONV_11, DYNAMIC_CONV_15 ->
          input
              + 2 * c // before the gate
              + c // after it
              + heads * window * (sizes.kernelDropout() > 0 ? 2 + MASK : 1) // kernels
              + c // values
              + heads * (window + length) // band
              + c; // before the output projection
      case SELF_ATTENTION -> input + 3 * c + attention(length, length) + c; // queries, keys, values
      case CROSS_ATTENTION ->
          input
              + c // queries
              + 2 * c * memoryLength / length // keys and values
              + attention(length, memoryLength)
              + c;
      case GLU -> input + 2 * c;
      case FFN -> input + 4 * c + (sizes.dropout() > 0 ? 4 * c * (1 + MASK) : 0);
      case ZERO, IDENTITY -> 0;
    };
  }

  /** A convolution's own copy of its input, in the decoder with zeros before it. */
  private double paddedInput(double window) {
    return decoder ? width * (1 + (window - 1) / length) : width;
  }

  /** Attention weights, before and after their dropout; of long sentences a sum for each head. */
  private double attention(double queries, double keys) {
    if (sizes.attentionDropout() > 0) {
      return sizes.heads() * keys * (2 + MASK);
    }
    return sizes.heads() * (queries * keys > FUSED ? 1 : keys);
  }
}
