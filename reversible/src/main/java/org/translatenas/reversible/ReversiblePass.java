package org.translatenas.reversible;

import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Backpropagation with reconstruction (Zhao et al. 2021, algorithm 1): only the top output is kept,
 * and boundaries where asked for; one sub-function's graph exists at a time.
 */
final class ReversiblePass implements StackPass {
  private final List<MultiSplitLayer> layers;
  private final SideInputs side;
  private final Noise noise;
  private final ResidualStream stream;
  private final Map<Integer, NDList> boundaries = new TreeMap<>();
  private final NDList top;

  ReversiblePass(
      List<MultiSplitLayer> layers,
      NDList x,
      SideInputs side,
      Noise noise,
      StackSettings settings) {
    this.layers = layers;
    this.side = side;
    this.noise = noise;
    this.stream = settings.stream();
    NDList current = x;
    for (int layer = 0; layer < layers.size(); layer++) {
      boolean boundary =
          settings.boundaryEvery() > 0 && layer > 0 && layer % settings.boundaryEvery() == 0;
      NDList below = current;
      current = layers.get(layer).forward(below, side, noise.at(layer), stream, layer);
      if (boundary) {
        boundaries.put(layer, below);
      } else {
        below.close();
      }
    }
    top = current;
  }

  @Override
  public NDList top() {
    return stream.read(top);
  }

  @Override
  public Backward backward(NDList cotangents, Wants wants) {
    SideInputs leaves = side.leaves();
    NDList sideCotangents = side.zeroCotangents();
    NDList splits = top;
    NDList bars = stream.cotangents(Gradients.handles(cotangents));
    for (int layer = layers.size() - 1; layer >= 0; layer--) {
      layers
          .get(layer)
          .reverse(splits, bars, leaves, sideCotangents, noise.at(layer), stream, wants);
      if (boundaries.containsKey(layer)) {
        splits.close();
        splits = boundaries.remove(layer);
      }
    }
    leaves.differentiable().close();
    return new Backward(splits, stream.read(bars), sideCotangents);
  }
}
