package org.translatenas.translate.gradient;

import org.translatenas.reversible.Noise;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.reversible.Wants;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.model.TranslationModel;

/** A way to get loss and gradients of a model on a batch. */
public interface Backpropagation {
  /**
   * Computes the loss of {@code batch} and adds the gradients of the smoothed sum that are wanted
   * to the parameters' buffers.
   */
  BatchLoss run(
      TranslationModel model,
      Batch batch,
      VocabularyLoss.Settings settings,
      Noise noise,
      Wants wants);
}
