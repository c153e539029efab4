package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.translate.model.operation.Linear;

/**
 * An encoder–decoder: embedding, two stacks, and, where the embedding is factorised, a projection d
 * → e before the softmax, whose matrix is the embedding's table.
 */
public final class TranslationModel implements AutoCloseable {
  private static final int ENCODER_EMBEDDING = 0;
  private static final int ENCODER = 1;
  private static final int DECODER_EMBEDDING = 2;
  private static final int DECODER = 3;

  private final Embedding embedding;
  private final LayerStack encoder;
  private final LayerStack decoder;
  private final Linear output;
  private final ParameterSet parameters;

  /** {@code output} is null where d = e. */
  TranslationModel(
      Embedding embedding,
      LayerStack encoder,
      LayerStack decoder,
      Linear output,
      ParameterSet parameters) {
    this.embedding = embedding;
    this.encoder = encoder;
    this.decoder = decoder;
    this.output = output;
    this.parameters = parameters;
  }

  /**
   * Source pieces, int64 [B, S], embedded: [B, S, d]. Each pass begins with it, and it makes the
   * operands of the big products from the weights as they are now.
   */
  public NDArray embedSource(NDArray ids, Noise noise) {
    parameters.refreshOperands();
    return embedding.encoder(ids, noise.at(ENCODER_EMBEDDING));
  }

  /** Target pieces, int64 [B, T], embedded: [B, T, d]. */
  public NDArray embedTarget(NDArray ids, Noise noise) {
    return embedding.decoder(ids, 0, noise.at(DECODER_EMBEDDING));
  }

  /** The noise of the encoder's layers. */
  public static Noise encoderNoise(Noise noise) {
    return noise.at(ENCODER);
  }

  /** The noise of the decoder's layers. */
  public static Noise decoderNoise(Noise noise) {
    return noise.at(DECODER);
  }

  /** The memory [B, S, d] of source pieces, int64 [B, S]. */
  public NDArray encode(NDArray ids, Context context, Noise noise) {
    return encoder.apply(embedSource(ids, noise), context, encoderNoise(noise));
  }

  /**
   * The states [B, T, e] that the softmax reads, for target pieces, int64 [B, T], that begin with
   * BOS.
   */
  public NDArray decode(NDArray ids, Context context, Noise noise) {
    return project(decoder.apply(embedTarget(ids, noise), context, decoderNoise(noise)));
  }

  /**
   * The states [N, 1, e] of one position more, for the last pieces, int64 [N, 1]; advances the
   * cache.
   */
  public NDArray step(NDArray ids, Context context, DecoderCache cache) {
    NDArray x = embedding.decoder(ids, cache.position(), Noise.NONE);
    NDArray states = project(decoder.step(x, context, cache));
    cache.advance();
    return states;
  }

  /** [.., d] to [.., e]. */
  public NDArray project(NDArray x) {
    return output == null ? x : output.apply(x);
  }

  /** The embedding's table [V, e], which is the softmax's matrix too. */
  public Parameter table() {
    return embedding.table();
  }

  /** The encoder. */
  public LayerStack encoder() {
    return encoder;
  }

  /** The decoder. */
  public LayerStack decoder() {
    return decoder;
  }

  /** Weights of embedding and projection before the softmax. */
  public List<Parameter> outerParameters() {
    List<Parameter> all = new ArrayList<>(embedding.parameters());
    if (output != null) {
      all.addAll(output.parameters());
    }
    return all;
  }

  /** All weights. */
  public ParameterSet parameters() {
    return parameters;
  }

  @Override
  public void close() {
    embedding.close();
    parameters.close();
  }
}
