package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;

/**
 * Layers on top of each other. In the reversible way the forward pass keeps only the top output,
 * and {@link #backward} walks down, reconstructing each layer's input (backpropagation with
 * reconstruction, Zhao et al. 2021, algorithm 1): one sub-function's graph exists at a time. In the
 * stored way the caller records {@link #forward} and differentiates it as any other function.
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
            current = layers.get(layer).forward(below, side, noise.at(layer));
            if (layer > 0) {
              below.close();
            }
          }
          return layers.isEmpty() ? copies(x) : current;
        });
  }

  /**
   * What a backward pass returns.
   *
   * @param inputs the reconstructed input of the stack
   * @param cotangents of the input
   * @param sideCotangents of the differentiable side inputs
   */
  public record Backward(NDList inputs, NDList cotangents, NDList sideCotangents) {}

  /**
   * Pulls the cotangents of the top output down to the input. Gradients of parameters are added to
   * their buffers.
   *
   * @param top the output of {@link #forward} with the same side inputs and noise; stays the
   *     caller's
   * @param cotangents of {@code top}
   */
  public Backward backward(
      NDList top, NDList cotangents, SideInputs side, Noise noise, Wants wants) {
    SideInputs leaves = side.leaves();
    NDList sideCotangents = new NDList();
    side.differentiable().forEach(x -> sideCotangents.add(x.zerosLike()));
    NDList splits = copies(top);
    NDList bars = copies(cotangents);
    for (int layer = layers.size() - 1; layer >= 0; layer--) {
      layers.get(layer).reverse(splits, bars, leaves, sideCotangents, noise.at(layer), wants);
    }
    leaves.differentiable().close();
    return new Backward(splits, bars, sideCotangents);
  }

  /** Handles of their own on the same memory, so that closing them leaves the caller's alone. */
  private static NDList copies(NDList tensors) {
    NDList copies = new NDList(tensors.size());
    for (NDArray tensor : tensors) {
      copies.add(tensor.stopGradient());
    }
    return copies;
  }
}
