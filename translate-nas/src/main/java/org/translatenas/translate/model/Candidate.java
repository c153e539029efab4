package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.model.operation.LayerNorm;
import org.translatenas.translate.model.operation.Operation;
import org.translatenas.translate.model.operation.ParameterSource;

/**
 * An operation as a candidate of a node: with its normalisation and dropout, in the pre form
 * drop(o(LN(H))) or the paper's post form LN(H + drop(o(H))). Identity and zero are no candidates
 * of this class: they have neither weights nor norm.
 */
public final class Candidate implements Operation {
  private static final int OUTPUT_SITE = 0;

  private final Operation operation;
  private final LayerNorm norm;
  private final NormPlacement placement;
  private final double dropout;

  /** {@code operation} at width {@code width}. */
  public Candidate(
      ParameterSource source,
      String name,
      Operation operation,
      int width,
      NormPlacement placement,
      double dropout) {
    this.operation = operation;
    this.norm = new LayerNorm(source, name + ".norm", width);
    this.placement = placement;
    this.dropout = dropout;
  }

  @Override
  public NDArray apply(NDArray h, Context context, Noise noise) {
    if (placement == NormPlacement.PRE) {
      return noise.dropout(operation.apply(norm.apply(h), context, noise), dropout, OUTPUT_SITE);
    }
    return norm.apply(
        h.add(noise.dropout(operation.apply(h, context, noise), dropout, OUTPUT_SITE)));
  }

  @Override
  public NDArray step(NDArray h, Context context, DecoderCache cache) {
    return placement == NormPlacement.PRE
        ? operation.step(norm.apply(h), context, cache)
        : norm.apply(h.add(operation.step(h, context, cache)));
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(operation.parameters());
    all.addAll(norm.parameters());
    return all;
  }
}
