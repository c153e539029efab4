package org.translatenas.translate.train;

import org.translatenas.reversible.Noise;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.reversible.Wants;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.data.ParallelCorpus;
import org.translatenas.translate.data.TokenBatcher;
import org.translatenas.translate.gradient.BatchLoss;
import org.translatenas.translate.gradient.StoredBackpropagation;
import org.translatenas.translate.model.TranslationModel;

/** Negative log-likelihood of held-out pairs: no dropout, no smoothing, no gradients. */
public final class Validation {
  private final TokenBatcher batcher;
  private final Marks marks;

  /** A validation on {@code corpus} in batches of up to {@code maxTokensPerBatch}. */
  public Validation(ParallelCorpus corpus, Marks marks, int maxTokensPerBatch) {
    this.batcher = new TokenBatcher(corpus, maxTokensPerBatch, 0);
    this.marks = marks;
  }

  /** The loss over the whole corpus. */
  public BatchLoss run(TranslationModel model) {
    VocabularyLoss.Settings settings = new VocabularyLoss.Settings(0, marks.padId());
    StoredBackpropagation forward = new StoredBackpropagation();
    BatchLoss total = BatchLoss.NONE;
    for (int[] sentences : batcher.batches(0)) {
      Batch batch = Batch.of(batcher.corpus(), sentences, marks);
      total = total.plus(forward.run(model, batch, settings, Noise.NONE, Wants.NOTHING));
    }
    return total;
  }
}
