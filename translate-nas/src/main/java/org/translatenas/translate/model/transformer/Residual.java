package org.translatenas.translate.model.transformer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.model.Candidate;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.DecoderCache;
import org.translatenas.translate.model.operation.Operation;
import org.translatenas.translate.model.operation.ParameterSource;

/**
 * A residual sublayer: x + drop(o(LN(x))), or LN(x + drop(o(x))). In the post form that is what a
 * candidate computes, in the pre form a candidate lacks the x.
 */
final class Residual implements Operation {
  private final Candidate candidate;
  private final boolean pre;

  Residual(
      ParameterSource source,
      String name,
      Operation operation,
      int width,
      NormPlacement placement,
      double dropout) {
    this.candidate = new Candidate(source, name, operation, width, placement, dropout);
    this.pre = placement == NormPlacement.PRE;
  }

  @Override
  public NDArray apply(NDArray x, Context context, Noise noise) {
    NDArray y = candidate.apply(x, context, noise);
    return pre ? x.add(y) : y;
  }

  @Override
  public NDArray step(NDArray x, Context context, DecoderCache cache) {
    NDArray y = candidate.step(x, context, cache);
    return pre ? x.add(y) : y;
  }

  @Override
  public List<Parameter> parameters() {
    return candidate.parameters();
  }
}
