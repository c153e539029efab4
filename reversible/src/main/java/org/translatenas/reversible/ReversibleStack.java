package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;

/**
 * Layers on top of each other. {@link #begin} starts a training pass in one of three modes that
 * give the same numbers at different costs of memory and time; {@link #forward} serves inference,
 * and callers who record and differentiate it as any other function.
 */
public final class ReversibleStack {
  private final List<MultiSplitLayer> layers;

  /** A stack of {@code layers}, bottom first. */
  public ReversibleStack(List<MultiSplitLayer> layers) {
    this.layers = List.copyOf(layers);
  }

  /** The layers, bottom first. */
  public List<MultiSplitLayer> layers() {
    return layers;
  }

  /**
   * The top output, n tensors [B, T, d/n].
   *
   * <p>Without recording, what lies between the layers is freed on the way; {@code x} stays the
   * caller's.
   */
  public NDList forward(NDList x, SideInputs side, Noise noise) {
    return Scope.keepAll(
        () -> {
          NDList current = x;
          for (int layer = 0; layer < layers.size(); layer++) {
            NDList below = current;
            current =
                layers
                    .get(layer)
                    .forward(below, side, noise.at(layer), ResidualStream.FLOAT, layer);
            if (layer > 0) {
              below.close();
            }
          }
          return layers.isEmpty() ? Gradients.handles(x) : current;
        });
  }

  /**
   * Runs forward and keeps what the backward pass needs.
   *
   * @param x n tensors [B, T, d/n]; stay the caller's
   * @param side what every sub-function reads beside its splits; stays the caller's, and must live
   *     until the backward pass is through
   */
  public StackPass begin(NDList x, SideInputs side, Noise noise, StackSettings settings) {
    NDList input = new NDList(x.size());
    for (NDArray split : x) {
      input.add(settings.stream().round(split.stopGradient()));
    }
    return switch (settings.mode()) {
      case STORED -> new StoredPass(layers, input, side, noise, settings);
      case REVERSIBLE -> new ReversiblePass(layers, input, side, noise, settings);
      case CHECKPOINTED -> new CheckpointedPass(layers, input, side, noise, settings);
    };
  }
}
