package org.translatenas.translate.architecture;

import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Pooling;
import org.translatenas.training.config.EnumText;

/**
 * The paper's search space: an encoder of n splits, all searched, and a decoder of n + 1 whose last
 * is fixed to cross attention; s layers are searched jointly and repeated.
 *
 * @param encoderSplits n of the encoder
 * @param decoderSplits searched and fixed splits of the decoder together
 * @param depth s
 */
public record SearchSpace(
    int encoderSplits, int decoderSplits, int depth, Pooling pooling, NormPlacement candidateNorm) {
  /** Checks the numbers. */
  public SearchSpace {
    if (encoderSplits < 2 || decoderSplits < 2 || depth < 1) {
      throw new IllegalArgumentException("a search space has at least 2 splits and 1 layer");
    }
  }

  /** A searched node: where it stands and what it may be. */
  public record SearchedNode(boolean encoder, int layer, int split, List<OperationKind> kinds) {
    /** Like {@code decoder.0.1}: layer 0, split 1. */
    public String name() {
      return (encoder ? "encoder." : "decoder.") + layer + "." + split;
    }
  }

  /** The searched nodes: the encoder's, layer by layer, then the decoder's. */
  public List<SearchedNode> nodes() {
    List<SearchedNode> nodes = new ArrayList<>();
    for (int layer = 0; layer < depth; layer++) {
      for (int split = 0; split < encoderSplits; split++) {
        nodes.add(new SearchedNode(true, layer, split, OperationKind.ENCODER));
      }
    }
    for (int layer = 0; layer < depth; layer++) {
      for (int split = 0; split < decoderSplits - 1; split++) {
        nodes.add(new SearchedNode(false, layer, split, OperationKind.DECODER));
      }
    }
    return nodes;
  }

  /**
   * The choices that {@link #architecture} makes {@code architecture} of.
   *
   * @throws IllegalArgumentException when it is not of this space
   */
  public List<Integer> choices(Architecture architecture) {
    List<Integer> choices = new ArrayList<>();
    for (SearchedNode node : nodes()) {
      var layers = (node.encoder() ? architecture.encoder() : architecture.decoder()).layers();
      boolean there = node.layer() < layers.size() && node.split() < layers.get(0).size();
      choices.add(there ? node.kinds().indexOf(layers.get(node.layer()).get(node.split())) : -1);
    }
    if (choices.contains(-1) || !architecture(choices).equals(architecture)) {
      throw new IllegalArgumentException(
          "is not of the searched space: %d nodes a layer in the encoder and %d in the decoder, whose"
                  .formatted(encoderSplits, decoderSplits)
              + " last is cross-attention, %d layers, pooling %s, candidateNorm %s"
                  .formatted(depth, EnumText.of(pooling), EnumText.of(candidateNorm)));
    }
    return choices;
  }

  /**
   * The architecture with one operation chosen at each node.
   *
   * @param choices for each of {@link #nodes}, the index of its operation
   */
  public Architecture architecture(List<Integer> choices) {
    List<SearchedNode> nodes = nodes();
    List<List<OperationKind>> encoder = new ArrayList<>();
    List<List<OperationKind>> decoder = new ArrayList<>();
    for (int layer = 0; layer < depth; layer++) {
      encoder.add(new ArrayList<>());
      decoder.add(new ArrayList<>());
    }
    for (int i = 0; i < nodes.size(); i++) {
      SearchedNode node = nodes.get(i);
      (node.encoder() ? encoder : decoder).get(node.layer()).add(node.kinds().get(choices.get(i)));
    }
    decoder.forEach(layer -> layer.add(OperationKind.CROSS_ATTENTION));
    return new Architecture(new Topology(encoder), new Topology(decoder), pooling, candidateNorm);
  }
}
