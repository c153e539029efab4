package org.translatenas.translate.model;

import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.model.operation.Convolution;
import org.translatenas.translate.model.operation.CrossAttention;
import org.translatenas.translate.model.operation.DynamicConvolution;
import org.translatenas.translate.model.operation.FeedForward;
import org.translatenas.translate.model.operation.GatedLinear;
import org.translatenas.translate.model.operation.Operation;
import org.translatenas.translate.model.operation.ParameterSource;
import org.translatenas.translate.model.operation.SelfAttention;

/** Makes the operations of nodes of one stack. */
final class OperationFactory {
  private final ParameterSource source;
  private final ModelSizes sizes;
  private final NormPlacement norm;
  private final int width;

  /** For nodes of width c = {@code width}. */
  OperationFactory(ParameterSource source, ModelSizes sizes, NormPlacement norm, int width) {
    this.source = source;
    this.sizes = sizes;
    this.norm = norm;
    this.width = width;
  }

  NodeOperation create(OperationKind kind, String node) {
    if (kind == OperationKind.ZERO || kind == OperationKind.IDENTITY) {
      return new NodeOperation(kind, null);
    }
    String name = node + "." + kind.text();
    return new NodeOperation(
        kind, new Candidate(source, name, operation(kind, name), width, norm, sizes.dropout()));
  }

  private Operation operation(OperationKind kind, String name) {
    return switch (kind) {
      case CONV_3, CONV_5, CONV_7, CONV_11 ->
          new Convolution(source, name, width, width, kind.window(), 1);
      case DYNAMIC_CONV_3, DYNAMIC_CONV_7, DYNAMIC_CONV_11, DYNAMIC_CONV_15 ->
          new DynamicConvolution(
              source, name, width, kind.window(), sizes.heads(), sizes.kernelDropout());
      case SELF_ATTENTION ->
          new SelfAttention(source, name, width, sizes.heads(), sizes.attentionDropout());
      case CROSS_ATTENTION ->
          new CrossAttention(
              source, name, width, sizes.width(), sizes.heads(), sizes.attentionDropout());
      case GLU -> new GatedLinear(source, name, width);
      case FFN ->
          new FeedForward(
              source, name, width, 4 * width, sizes.dropout(), FeedForward.Activation.RELU);
      case ZERO, IDENTITY -> throw new IllegalArgumentException(kind + " has no weights");
    };
  }
}
