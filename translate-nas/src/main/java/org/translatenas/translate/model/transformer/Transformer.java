package org.translatenas.translate.model.transformer;

import java.util.ArrayList;
import java.util.List;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.model.LayerStack;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.operation.CrossAttention;
import org.translatenas.translate.model.operation.FeedForward;
import org.translatenas.translate.model.operation.LayerNorm;
import org.translatenas.translate.model.operation.Operation;
import org.translatenas.translate.model.operation.ParameterSource;
import org.translatenas.translate.model.operation.SelfAttention;

/**
 * The standard Transformer (Vaswani et al. 2017), with normalisation after each sublayer or before
 * it.
 */
public final class Transformer {
  private Transformer() {}

  /** Self attention and feed-forward network, {@code encoderLayers} times. */
  public static LayerStack encoder(ParameterSource source, ModelSizes sizes, NormPlacement norm) {
    List<Operation> sublayers = new ArrayList<>();
    for (int layer = 0; layer < sizes.encoderLayers(); layer++) {
      String name = "encoder." + layer;
      sublayers.add(
          residual(
              source, name + ".self", selfAttention(source, name + ".self", sizes), sizes, norm));
      sublayers.add(
          residual(source, name + ".ffn", feedForward(source, name + ".ffn", sizes), sizes, norm));
    }
    return new ResidualStack(sublayers, top(source, "encoder", sizes, norm));
  }

  /** Self attention, cross attention and feed-forward network, {@code decoderLayers} times. */
  public static LayerStack decoder(ParameterSource source, ModelSizes sizes, NormPlacement norm) {
    List<Operation> sublayers = new ArrayList<>();
    for (int layer = 0; layer < sizes.decoderLayers(); layer++) {
      String name = "decoder." + layer;
      sublayers.add(
          residual(
              source, name + ".self", selfAttention(source, name + ".self", sizes), sizes, norm));
      sublayers.add(
          residual(
              source,
              name + ".cross",
              crossAttention(source, name + ".cross", sizes),
              sizes,
              norm));
      sublayers.add(
          residual(source, name + ".ffn", feedForward(source, name + ".ffn", sizes), sizes, norm));
    }
    return new ResidualStack(sublayers, top(source, "decoder", sizes, norm));
  }

  static Operation residual(
      ParameterSource source,
      String name,
      Operation operation,
      ModelSizes sizes,
      NormPlacement norm) {
    return new Residual(source, name, operation, sizes.width(), norm, sizes.dropout());
  }

  static SelfAttention selfAttention(ParameterSource source, String name, ModelSizes sizes) {
    return new SelfAttention(source, name, sizes.width(), sizes.heads(), sizes.attentionDropout());
  }

  static CrossAttention crossAttention(ParameterSource source, String name, ModelSizes sizes) {
    return new CrossAttention(
        source, name, sizes.width(), sizes.width(), sizes.heads(), sizes.attentionDropout());
  }

  private static FeedForward feedForward(ParameterSource source, String name, ModelSizes sizes) {
    return new FeedForward(
        source, name, sizes.width(), sizes.hidden(), sizes.dropout(), FeedForward.Activation.RELU);
  }

  private static LayerNorm top(
      ParameterSource source, String name, ModelSizes sizes, NormPlacement norm) {
    return norm == NormPlacement.PRE ? new LayerNorm(source, name + ".norm", sizes.width()) : null;
  }
}
