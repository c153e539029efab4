package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;

/**
 * An encoder or a decoder between embedding and output: [B, T, d] to [B, T, d], final normalisation
 * included.
 */
public interface LayerStack {
  /** Computes all positions at once. */
  NDArray apply(NDArray x, Context context, Noise noise);

  /** One position more of a decoder: [N, 1, d] to [N, 1, d]. */
  NDArray step(NDArray x, Context context, DecoderCache cache);

  /** All weights. */
  List<Parameter> parameters();
}
