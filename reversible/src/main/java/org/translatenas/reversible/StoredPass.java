package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Ordinary backpropagation: the graph of the whole stack is kept. */
final class StoredPass implements StackPass {
  private final List<MultiSplitLayer> layers;
  private final NDList x;
  private final SideInputs side;
  private final ResidualStream stream;
  private final NDList leaves;
  private final SideInputs sideLeaves;
  private final NDList recorded;

  StoredPass(
      List<MultiSplitLayer> layers,
      NDList x,
      SideInputs side,
      Noise noise,
      StackSettings settings) {
    this.layers = layers;
    this.x = x;
    this.side = side;
    stream = settings.stream();
    leaves = Gradients.leaves(x);
    sideLeaves = side.leaves();
    recorded =
        Torch.recording(
            () -> {
              NDList current = leaves;
              for (int layer = 0; layer < layers.size(); layer++) {
                current =
                    layers.get(layer).forward(current, sideLeaves, noise.at(layer), stream, layer);
              }
              return current;
            });
  }

  @Override
  public NDList top() {
    return stream.read(Gradients.handles(recorded));
  }

  @Override
  public Backward backward(NDList cotangents, Wants wants) {
    NDList sideCotangents = side.zeroCotangents();
    NDList bars =
        layers.isEmpty()
            ? Gradients.handles(cotangents)
            : stream.read(
                pull(
                    recorded,
                    stream.cotangents(cotangents),
                    layers,
                    leaves,
                    sideLeaves,
                    sideCotangents,
                    wants));
    return new Backward(x, bars, sideCotangents);
  }

  /** The cotangents of {@code leaves}; those of the side inputs are added to their buffers. */
  static NDList pull(
      NDList y,
      NDList cotangents,
      List<MultiSplitLayer> layers,
      NDList leaves,
      SideInputs sideLeaves,
      NDList sideCotangents,
      Wants wants) {
    NDList inputs = new NDList(leaves);
    inputs.addAll(sideLeaves.differentiable());
    NDArray[] found = Gradients.accumulate(y, cotangents, parameters(layers, wants), inputs);
    NDList bars = new NDList(leaves.size());
    for (int i = 0; i < leaves.size(); i++) {
      bars.add(found[i] == null ? leaves.get(i).zerosLike() : found[i]);
    }
    for (int i = 0; i < sideCotangents.size(); i++) {
      if (found[leaves.size() + i] != null) {
        sideCotangents.get(i).addi(found[leaves.size() + i]);
      }
    }
    return bars;
  }

  /** Each once: copies of a searched node share their mixing weights. */
  private static Collection<Parameter> parameters(List<MultiSplitLayer> layers, Wants wants) {
    Set<Parameter> all = Collections.newSetFromMap(new IdentityHashMap<>());
    for (MultiSplitLayer layer : layers) {
      for (SubFunction function : layer.functions()) {
        if (wants.weights()) {
          all.addAll(function.weights());
        }
        if (wants.mixing()) {
          all.addAll(function.mixing());
        }
      }
    }
    return all;
  }
}
