package org.translatenas.translate.config;

import org.translatenas.reversible.Pooling;
import org.translatenas.training.config.Default;
import org.translatenas.translate.architecture.NormPlacement;

/**
 * Section {@code model}: what is built. The supernet and the models that are derived from what it
 * finds share the widths.
 *
 * @param architecture {@code transformer}, {@code evolved-transformer}, or the path of an
 *     architecture.json
 * @param norm where the Transformer's normalisations stand: pre or post
 * @param candidateNorm where those of searched operations stand: pre, or post as in the paper
 * @param pooling how a searched node pools the splits that it reads: average or max
 * @param embeddingWidth e
 * @param width d; in the multi-split family a multiple of heads times the splits of each side
 * @param hidden width of the Transformer's feed-forward networks
 * @param heads of every attention and dynamic convolution
 * @param encoderLayers layers of the encoder, repeats included
 * @param decoderLayers layers of the decoder, repeats included
 * @param dropout rate after embeddings and operations and inside feed-forward networks
 * @param attentionDropout rate on attention weights
 * @param kernelDropout rate of DropConnect on the kernels of dynamic convolutions
 */
public record ModelConfig(
    @Default("transformer") String architecture,
    @Default("pre") NormPlacement norm,
    @Default("pre") NormPlacement candidateNorm,
    @Default("average") Pooling pooling,
    @Default("192") int embeddingWidth,
    @Default("192") int width,
    @Default("768") int hidden,
    @Default("4") int heads,
    @Default("2") int encoderLayers,
    @Default("2") int decoderLayers,
    @Default("0.1") double dropout,
    @Default("0") double attentionDropout,
    @Default("0") double kernelDropout) {
  /** Checks the ranges. */
  public ModelConfig {
    Ranges.atLeast("embeddingWidth", embeddingWidth, 1);
    Ranges.atLeast("width", width, 2);
    Ranges.atLeast("hidden", hidden, 1);
    Ranges.atLeast("heads", heads, 1);
    Ranges.atLeast("encoderLayers", encoderLayers, 1);
    Ranges.atLeast("decoderLayers", decoderLayers, 1);
    Ranges.rate("dropout", dropout);
    Ranges.rate("attentionDropout", attentionDropout);
    Ranges.rate("kernelDropout", kernelDropout);
  }
}
