package org.translatenas.translate.architecture;

import org.translatenas.reversible.Pooling;

/**
 * An architecture of the multi-split family: what a search finds. Widths and the number of repeats
 * belong to the model that is built from it.
 *
 * @param pooling how a node pools the splits that it reads
 * @param candidateNorm where each operation's normalisation stands
 */
public record Architecture(
    Topology encoder, Topology decoder, Pooling pooling, NormPlacement candidateNorm) {
  /** Checks that no node of the encoder attends to a memory. */
  public Architecture {
    for (var layer : encoder.layers()) {
      if (layer.contains(OperationKind.CROSS_ATTENTION)) {
        throw new IllegalArgumentException("the encoder has no memory to attend to");
      }
    }
  }

  /** In one line, the encoder's operations before the decoder's. */
  public String line() {
    return encoder.line() + " → " + decoder.line();
  }
}
