package org.translatenas.translate.drawing;

import java.util.ArrayList;
import java.util.List;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.ModelSpec.Family;

/** The stacks of the Transformer and the Evolved Transformer: sublayers along one stream. */
final class SublayerStacks {
  private SublayerStacks() {}

  static String title(ModelSpec spec) {
    return spec.family() == Family.EVOLVED_TRANSFORMER
        ? "Evolved Transformer, normalisation before each sublayer"
        : "Transformer, normalisation "
            + (spec.norm() == NormPlacement.PRE ? "before" : "after")
            + " each sublayer";
  }

  static DrawnStack encoder(ModelSpec spec) {
    List<String> names =
        switch (spec.family()) {
          case TRANSFORMER -> List.of("self", "ffn");
          case EVOLVED_TRANSFORMER -> List.of("glu", "branches", "self", "ffn");
          case MULTI_SPLIT -> throw new IllegalArgumentException("has streams");
        };
    return stack("encoder", names, spec.sizes().encoderLayers(), spec);
  }

  static DrawnStack decoder(ModelSpec spec) {
    List<String> names =
        switch (spec.family()) {
          case TRANSFORMER -> List.of("self", "cross", "ffn");
          case EVOLVED_TRANSFORMER -> List.of("both", "branches", "self", "cross", "ffn");
          case MULTI_SPLIT -> throw new IllegalArgumentException("has streams");
        };
    return stack("decoder", names, spec.sizes().decoderLayers(), spec);
  }

  private static DrawnStack stack(String side, List<String> names, int depth, ModelSpec spec) {
    List<DrawnNode> nodes = new ArrayList<>();
    for (String name : names) {
      boolean memory = name.equals("cross") || name.equals("both");
      nodes.add(new DrawnNode(operation(name), List.of(0), 0, memory, side + ".0." + name + "."));
    }
    boolean norm = spec.family() == Family.EVOLVED_TRANSFORMER || spec.norm() == NormPlacement.PRE;
    return new DrawnStack(side, Drawings.layers(depth), 1, depth, List.of(nodes), norm);
  }

  /** What a sublayer is called; the model's names are short. */
  private static String operation(String name) {
    return switch (name) {
      case "self" -> "self-attention";
      case "cross" -> "cross-attention";
      case "both" -> "self ∥ cross";
      case "branches" -> "convolutions";
      default -> name;
    };
  }
}
