package org.translatenas.translate.model;

import org.translatenas.translate.config.ModelConfig;

/**
 * The numbers that turn an architecture into a model.
 *
 * @param embeddingWidth e
 * @param width d
 * @param hidden width of the Transformer's feed-forward networks; those of nodes have 4c
 * @param heads H of every attention and dynamic convolution
 * @param encoderLayers layers in all, repeats included
 * @param decoderLayers layers in all, repeats included
 * @param dropout rate after embeddings and operations and inside feed-forward networks
 * @param attentionDropout rate on attention weights
 * @param kernelDropout rate of DropConnect on dynamic kernels
 */
public record ModelSizes(
    int embeddingWidth,
    int width,
    int hidden,
    int heads,
    int encoderLayers,
    int decoderLayers,
    double dropout,
    double attentionDropout,
    double kernelDropout) {
  /** The numbers of a configuration. */
  public static ModelSizes of(ModelConfig config) {
    return new ModelSizes(
        config.embeddingWidth(),
        config.width(),
        config.hidden(),
        config.heads(),
        config.encoderLayers(),
        config.decoderLayers(),
        config.dropout(),
        config.attentionDropout(),
        config.kernelDropout());
  }
}
