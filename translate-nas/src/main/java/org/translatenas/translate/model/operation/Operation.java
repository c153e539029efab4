package org.translatenas.translate.model.operation;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.DecoderCache;

/** A function from [B, T, c] to [B, T, c]: what a candidate of the search space computes. */
public interface Operation {
  /** Computes all positions at once. */
  NDArray apply(NDArray x, Context context, Noise noise);

  /**
   * Computes one position more of the decoder: x [N, 1, c], the earlier positions in {@code cache}.
   * The same numbers, up to rounding, as {@link #apply} without noise gives for that position.
   */
  default NDArray step(NDArray x, Context context, DecoderCache cache) {
    return apply(x, context, Noise.NONE);
  }

  /** Its weights. */
  List<Parameter> parameters();
}
