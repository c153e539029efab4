package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.model.operation.Operation;

/**
 * An operation in a node, with its kind.
 *
 * @param candidate null for zero and identity
 */
record NodeOperation(OperationKind kind, Candidate candidate) implements Operation {
  @Override
  public NDArray apply(NDArray h, Context context, Noise noise) {
    return switch (kind) {
      case ZERO -> h.zerosLike();
      // In the pooled case of one split, H is a leaf of the replay's graph: the result must be
      // another tensor.
      case IDENTITY -> h.add(0);
      default -> candidate.apply(h, context, noise);
    };
  }

  @Override
  public NDArray step(NDArray h, Context context, DecoderCache cache) {
    return switch (kind) {
      case ZERO, IDENTITY -> apply(h, context, Noise.NONE);
      default -> candidate.step(h, context, cache);
    };
  }

  @Override
  public List<Parameter> parameters() {
    return candidate == null ? List.of() : candidate.parameters();
  }
}
