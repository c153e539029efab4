package org.translatenas.translate.benchmark;

import org.translatenas.translate.data.Batch;
import org.translatenas.translate.model.ModelSizes;

/**
 * Floating-point operations of the matrix products of one forward and backward pass; padding
 * counts, for it is computed.
 */
final class TransformerProducts {
  private TransformerProducts() {}

  static double count(ModelSizes sizes, int vocabulary, Batch batch) {
    double d = sizes.width();
    double h = sizes.hidden();
    double b = batch.batchSize();
    double s = batch.sourceLength();
    double t = batch.targetLength();
    double source = b * s;
    double target = b * t;
    double encoder = sizes.encoderLayers() * source * (4 * d * d + 2 * d * h);
    double decoder =
        sizes.decoderLayers() * (target * (6 * d * d + 2 * d * h) + source * 2 * d * d);
    double attention =
        2 * d * b * (sizes.encoderLayers() * s * s + sizes.decoderLayers() * (t * t + s * t));
    double multiplications = encoder + decoder + attention + target * d * vocabulary;
    return 3 * 2 * multiplications;
  }
}
