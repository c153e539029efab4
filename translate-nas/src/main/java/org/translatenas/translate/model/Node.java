package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.SideInputs;
import org.translatenas.reversible.SubFunction;
import org.translatenas.reversible.Torch;

/**
 * A node of the multi-split topology: G_k. It pools the splits that it reads to H and computes
 * either one operation of H, or, in the supernet, Σ_o A_o · õ(H) over its candidates.
 */
public final class Node implements SubFunction {
  private final Pooling pooling;
  private final List<NodeOperation> operations;
  private final Parameter mixing;
  private final NDArray positions;

  /** A node of a derived model. */
  public Node(Pooling pooling, NodeOperation operation) {
    this(pooling, List.of(operation), null);
  }

  /** A node of a supernet, mixing {@code operations} by {@code mixing} (one number each). */
  public Node(Pooling pooling, List<NodeOperation> operations, Parameter mixing) {
    this.pooling = pooling;
    this.operations = List.copyOf(operations);
    this.mixing = mixing;
    long[]
        evaluated = // which numbers of A belong to the operations that are computed at all: all but
            // zero
            java.util.stream.IntStream.range(0, operations.size())
                .filter(i -> operations.get(i).kind() != OperationKind.ZERO)
                .asLongStream()
                .toArray();
    positions = Scope.permanent(() -> Torch.manager().create(evaluated));
  }

  @Override
  public NDArray apply(NDList others, SideInputs side, Noise noise) {
    NDArray h = pooling.pool(others); // [B, T, c]
    Context context = Context.of(side);
    if (mixing == null) {
      return operations.get(0).apply(h, context, noise.at(operations.get(0).kind().ordinal()));
    }
    NDList outputs = new NDList();
    for (NodeOperation operation : operations) {
      if (operation.kind() != OperationKind.ZERO) {
        outputs.add(operation.apply(h, context, noise.at(operation.kind().ordinal())));
      }
    }
    return Kernel.named("mix")
        .with()
        .list(outputs)
        .tensor(mixing.value())
        .tensor(positions)
        .call()
        .singletonOrThrow();
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
    operations.forEach(operation -> all.addAll(operation.parameters()));
    return all;
  }

  @Override
  public List<Parameter> mixing() {
    return mixing == null ? List.of() : List.of(mixing);
  }
}
