package org.translatenas.translate.model;

import org.translatenas.translate.architecture.Architecture;
import org.translatenas.translate.architecture.NormPlacement;

/**
 * Everything that determines a model but its weights.
 *
 * @param family which kind of stacks it has
 * @param norm where the Transformer's normalisations stand; of no meaning to the other families
 * @param architecture of the multi-split family; null in the others
 * @param sizes its numbers
 * @param vocabulary V
 */
public record ModelSpec(
    Family family,
    NormPlacement norm,
    Architecture architecture,
    ModelSizes sizes,
    int vocabulary) {
  /** The kinds of stacks. */
  public enum Family {
    TRANSFORMER,
    EVOLVED_TRANSFORMER,
    MULTI_SPLIT
  }

  /** Checks what can be checked without building the model. */
  public ModelSpec {
    if ((family == Family.MULTI_SPLIT) != (architecture != null)) {
      throw new IllegalArgumentException("an architecture belongs to the multi-split family");
    }
    if (family == Family.MULTI_SPLIT) {
      check("encoder", sizes.encoderLayers(), architecture.encoder().depth(), "layers");
      check("decoder", sizes.decoderLayers(), architecture.decoder().depth(), "layers");
      check("encoder", sizes.width(), architecture.encoder().splits() * sizes.heads(), "width");
      check("decoder", sizes.width(), architecture.decoder().splits() * sizes.heads(), "width");
    } else if (sizes.width() % sizes.heads() != 0) {
      throw new IllegalArgumentException(
          "model.width %d is not a multiple of model.heads %d"
              .formatted(sizes.width(), sizes.heads()));
    }
  }

  private static void check(String side, int value, int divisor, String what) {
    if (value % divisor != 0) {
      throw new IllegalArgumentException(
          what.equals("layers")
              ? "model.%sLayers %d is not a multiple of the %d layers of the block"
                  .formatted(side, value, divisor)
              : "model.width %d is not a multiple of the %s's splits times model.heads, %d"
                  .formatted(value, side, divisor));
    }
  }

  /** Whether pieces are embedded at a width of their own and projected. */
  boolean factorised() {
    return family == Family.MULTI_SPLIT || sizes.embeddingWidth() != sizes.width();
  }
}
