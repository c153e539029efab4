package org.translatenas.reversible;

import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;

/**
 * Backpropagation that stores the input of each layer and computes the layer again when its
 * gradients are due (Chen et al. 2016): one layer's graph exists at a time.
 */
final class CheckpointedPass implements StackPass {
  private final List<MultiSplitLayer> layers;
  private final SideInputs side;
  private final Noise noise;
  private final ResidualStream stream;
  private final List<NDList> inputs = new ArrayList<>();
  private final NDList top;

  CheckpointedPass(
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
      inputs.add(current);
      current = layers.get(layer).forward(current, side, noise.at(layer), stream, layer);
    }
    top = current;
  }

  @Override
  public NDList top() {
    return stream.read(top);
  }

  @Override
  public Backward backward(NDList cotangents, Wants wants) {
    NDList sideCotangents = side.zeroCotangents();
    NDList bars = stream.cotangents(Gradients.handles(cotangents));
    for (int layer = layers.size() - 1; layer >= 0; layer--) {
      int at = layer;
      NDList above = bars;
      bars = Scope.keepAll(() -> layer(at, above, sideCotangents, wants));
      above.close();
      if (layer > 0) {
        inputs.get(layer).close();
      }
    }
    top.close();
    NDList below = layers.isEmpty() ? top : inputs.get(0);
    return new Backward(below, stream.read(bars), sideCotangents);
  }

  private NDList layer(int at, NDList above, NDList sideCotangents, Wants wants) {
    MultiSplitLayer layer = layers.get(at);
    NDList leaves = Gradients.leaves(inputs.get(at));
    SideInputs sideLeaves = side.leaves();
    NDList y =
        Torch.profile()
            .time(
                Profile.Part.RECONSTRUCTION,
                () ->
                    Torch.recording(
                        () -> layer.forward(leaves, sideLeaves, noise.at(at), stream, at)));
    return StoredPass.pull(y, above, List.of(layer), leaves, sideLeaves, sideCotangents, wants);
  }
}
