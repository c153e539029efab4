package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.SideInputs;
import org.translatenas.reversible.SubFunction;

/**
 * A node of the multi-split topology: G_k. It pools the splits that it reads to H and computes
 * either one operation of H, or, in the supernet, Σ_o A_o · õ(H) over its candidates.
 */
public final class Node implements SubFunction {
  private static final int[] LAST = {2};
  private static final double EPSILON = 1e-5;

  private final Pooling pooling;
  private final List<NodeOperation> operations;
  private final Mixing mixing;

  /** A node of a derived model. */
  Node(Pooling pooling, NodeOperation operation) {
    this(pooling, List.of(operation), null);
  }

  /** A node of a supernet. */
  Node(Pooling pooling, List<NodeOperation> operations, Mixing mixing) {
    this.pooling = pooling;
    this.operations = List.copyOf(operations);
    this.mixing = mixing;
  }

  @Override
  public NDArray apply(NDList others, SideInputs side, Noise noise) {
    NDArray h = pooling.pool(others); // [B, T, c]
    Context context = Context.of(side);
    if (mixing == null) {
      return apply(operations.get(0), h, context, noise);
    }
    if (mixing.active().length == 0) {
      return h.zerosLike();
    }
    NDList outputs = new NDList();
    for (int i : mixing.active()) {
      outputs.add(apply(operations.get(i), h, context, noise));
    }
    NDArray mixed = mix(outputs); // [B, T, c]
    return mixing.form().sum() ? normalised(mixed) : mixed;
  }

  private NDArray mix(NDList outputs) {
    return Kernel.named(mixing.form().candidates() ? "mix_normalised" : "mix")
        .with()
        .list(outputs)
        .tensor(mixing.weights().value())
        .tensor(mixing.positions())
        .call()
        .singletonOrThrow();
  }

  /** Layer normalisation without weights. */
  private static NDArray normalised(NDArray x) {
    NDArray centred = x.sub(x.mean(LAST, true)); // [B, T, c]
    NDArray variance = centred.mul(centred).mean(LAST, true); // [B, T, 1]
    return centred.div(variance.add(EPSILON).sqrt());
  }

  private static NDArray apply(NodeOperation operation, NDArray h, Context context, Noise noise) {
    return operation.apply(h, context, noise.at(operation.kind().ordinal()));
  }

  /** One position more; only where the architecture is settled. */
  NDArray step(NDList others, Context context, DecoderCache cache) {
    if (mixing != null) {
      throw new IllegalStateException("a supernet does not decode; derive a model first");
    }
    return operations.get(0).step(pooling.pool(others), context, cache);
  }

  @Override
  public List<Parameter> weights() {
    List<Parameter> all = new ArrayList<>();
    if (mixing == null) {
      all.addAll(operations.get(0).parameters());
    } else {
      for (int i : mixing.active()) {
        all.addAll(operations.get(i).parameters());
      }
    }
    return all;
  }

  @Override
  public List<Parameter> mixing() {
    return mixing == null ? List.of() : List.of(mixing.weights());
  }
}
