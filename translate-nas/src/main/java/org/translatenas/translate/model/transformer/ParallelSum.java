package org.translatenas.translate.model.transformer;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.DecoderCache;
import org.translatenas.translate.model.operation.Operation;

/** Two operations of one input, added. */
record ParallelSum(Operation left, Operation right) implements Operation {
  @Override
  public NDArray apply(NDArray x, Context context, Noise noise) {
    return left.apply(x, context, noise.at(0)).add(right.apply(x, context, noise.at(1)));
  }

  @Override
  public NDArray step(NDArray x, Context context, DecoderCache cache) {
    return left.step(x, context, cache).add(right.step(x, context, cache));
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(left.parameters());
    all.addAll(right.parameters());
    return all;
  }
}
