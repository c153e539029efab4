package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Initializer;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.translate.model.operation.Constants;
import org.translatenas.translate.model.operation.Linear;
import org.translatenas.translate.model.operation.ParameterSource;
import org.translatenas.translate.model.operation.Weights;

/**
 * Pieces to vectors: one table V × e for source, target and softmax, times √e; a projection e → d
 * for the encoder and one for the decoder where the embedding is factorised; plus sinusoidal
 * positions; dropout.
 */
public final class Embedding implements AutoCloseable {
  private static final int SITE = 0;

  private final Weights table;
  private final Linear encoderProjection;
  private final Linear decoderProjection;
  private final Positions positions;
  private final double dropout;

  /**
   * An embedding of {@code vocabulary} pieces.
   *
   * @param factorised whether vectors of width e are projected to width d; without, e and d must be
   *     equal
   */
  public Embedding(ParameterSource source, int vocabulary, ModelSizes sizes, boolean factorised) {
    int e = sizes.embeddingWidth();
    table =
        new Weights(source, "embedding")
            .add(
                "table", Initializer.normal(1 / Math.sqrt(e)), Parameter.Role.TABLE, vocabulary, e);
    encoderProjection =
        factorised ? new Linear(source, "embedding.encoder", e, sizes.width()) : null;
    decoderProjection =
        factorised ? new Linear(source, "embedding.decoder", e, sizes.width()) : null;
    positions = new Positions(sizes.width());
    dropout = sizes.dropout();
  }

  /** Source pieces, int64 [B, S], to [B, S, d]. */
  public NDArray encoder(NDArray ids, Noise noise) {
    return embed(ids, 0, encoderProjection, noise);
  }

  /** Target pieces, int64 [B, T], the first of them at position {@code offset}, to [B, T, d]. */
  public NDArray decoder(NDArray ids, int offset, Noise noise) {
    return embed(ids, offset, decoderProjection, noise);
  }

  private NDArray embed(NDArray ids, int offset, Linear projection, Noise noise) {
    int end = offset + Math.toIntExact(ids.getShape().get(1));
    NDArray x =
        Kernel.named("embed")
            .call(
                ids,
                table.get(0),
                positions.upTo(end, table.get(0).getDataType()),
                Constants.number(offset),
                projection == null ? Constants.NONE : projection.weight(),
                projection == null ? Constants.NONE : projection.bias());
    return noise.dropout(x, dropout, SITE);
  }

  /** The table [V, e]. */
  public Parameter table() {
    return table.all().get(0);
  }

  /** Table and projections. */
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(table.all());
    if (encoderProjection != null) {
      all.addAll(encoderProjection.parameters());
      all.addAll(decoderProjection.parameters());
    }
    return all;
  }

  /** Frees the table of positions; the weights belong to their set. */
  @Override
  public void close() {
    positions.close();
  }
}
