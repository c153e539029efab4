package org.translatenas.translate.model.transformer;

import java.util.ArrayList;
import java.util.List;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.model.LayerStack;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.operation.FeedForward;
import org.translatenas.translate.model.operation.GatedLinear;
import org.translatenas.translate.model.operation.LayerNorm;
import org.translatenas.translate.model.operation.Operation;
import org.translatenas.translate.model.operation.ParameterSource;
import org.translatenas.translate.model.operation.SelfAttention;

/**
 * The Evolved Transformer (So, Liang, Le 2019), cell by cell as in tensor2tensor's {@code
 * evolved_transformer.py}: every sublayer is residual and normalised before. Encoder cell: GLU;
 * dense ∥ convolution, then a separable convolution; self attention; feed-forward. Decoder cell:
 * self attention with at least 16 heads ∥ cross attention; two separable convolutions, then a
 * third; self attention; cross attention; feed-forward with swish.
 */
public final class EvolvedTransformer {
  /**
   * The first attention of a decoder cell has at least so many heads, where they divide the width.
   */
  private static final int MANY_HEADS = 16;

  private EvolvedTransformer() {}

  /** {@code encoderLayers} encoder cells. */
  public static LayerStack encoder(ParameterSource source, ModelSizes sizes) {
    List<Operation> sublayers = new ArrayList<>();
    for (int cell = 0; cell < sizes.encoderLayers(); cell++) {
      String name = "encoder." + cell;
      add(
          sublayers,
          source,
          name + ".glu",
          new GatedLinear(source, name + ".glu", sizes.width()),
          sizes);
      add(
          sublayers,
          source,
          name + ".branches",
          ConvolutionBranches.encoder(source, name + ".branches", sizes),
          sizes);
      add(
          sublayers,
          source,
          name + ".self",
          Transformer.selfAttention(source, name + ".self", sizes),
          sizes);
      add(
          sublayers,
          source,
          name + ".ffn",
          feedForward(source, name + ".ffn", sizes, FeedForward.Activation.RELU),
          sizes);
    }
    return new ResidualStack(sublayers, new LayerNorm(source, "encoder.norm", sizes.width()));
  }

  /** {@code decoderLayers} decoder cells. */
  public static LayerStack decoder(ParameterSource source, ModelSizes sizes) {
    List<Operation> sublayers = new ArrayList<>();
    for (int cell = 0; cell < sizes.decoderLayers(); cell++) {
      String name = "decoder." + cell;
      Operation both =
          new ParallelSum(
              new SelfAttention(
                  source,
                  name + ".both.self",
                  sizes.width(),
                  manyHeads(sizes),
                  sizes.attentionDropout()),
              Transformer.crossAttention(source, name + ".both.cross", sizes));
      add(sublayers, source, name + ".both", both, sizes);
      add(
          sublayers,
          source,
          name + ".branches",
          ConvolutionBranches.decoder(source, name + ".branches", sizes),
          sizes);
      add(
          sublayers,
          source,
          name + ".self",
          Transformer.selfAttention(source, name + ".self", sizes),
          sizes);
      add(
          sublayers,
          source,
          name + ".cross",
          Transformer.crossAttention(source, name + ".cross", sizes),
          sizes);
      add(
          sublayers,
          source,
          name + ".ffn",
          feedForward(source, name + ".ffn", sizes, FeedForward.Activation.SWISH),
          sizes);
    }
    return new ResidualStack(sublayers, new LayerNorm(source, "decoder.norm", sizes.width()));
  }

  private static int manyHeads(ModelSizes sizes) {
    int heads = Math.max(MANY_HEADS, sizes.heads());
    return sizes.width() % heads == 0 ? heads : sizes.heads();
  }

  private static FeedForward feedForward(
      ParameterSource source, String name, ModelSizes sizes, FeedForward.Activation activation) {
    return new FeedForward(
        source, name, sizes.width(), 4 * sizes.width(), sizes.dropout(), activation);
  }

  private static void add(
      List<Operation> sublayers,
      ParameterSource source,
      String name,
      Operation operation,
      ModelSizes sizes) {
    sublayers.add(Transformer.residual(source, name, operation, sizes, NormPlacement.PRE));
  }
}
