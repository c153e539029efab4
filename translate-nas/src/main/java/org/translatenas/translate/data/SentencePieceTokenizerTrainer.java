package org.translatenas.translate.data;

import java.util.stream.Stream;
import org.translatenas.tokenization.SentencePieceModel;
import org.translatenas.tokenization.SentencePieceTrainer;
import org.translatenas.tokenization.TrainerOptions;
import org.translatenas.training.UserException;
import org.translatenas.training.log.Progress;
import org.translatenas.translate.config.PrepareConfig;

/** One vocabulary for both languages: {@link SentencePieceTrainer} with progress. */
public final class SentencePieceTokenizerTrainer implements TokenizerTrainer {
  private static final int STEPS_SHOWN = 100;

  @Override
  public SentencePieceModel train(Stream<String> lines, PrepareConfig config) {
    try {
      return train(
          lines::iterator,
          TrainerOptions.builder(config.modelType().modelType(), config.vocabularySize())
              .normalization(config.normalization())
              .build(),
          Runtime.getRuntime().availableProcessors());
    } catch (IllegalArgumentException e) { // a vocabulary or normalisation that cannot be had
      throw UserException.usage("prepare: " + e.getMessage());
    }
  }

  /** Trains with a line of progress; see {@link SentencePieceTrainer#train}. */
  public static SentencePieceModel train(
      Iterable<String> lines, TrainerOptions options, int threads) {
    try (Progress progress = Progress.onStandardError("tokenizer", 0, STEPS_SHOWN)) {
      return SentencePieceTrainer.train(
          lines,
          options,
          threads,
          (done, total, what) -> {
            // Each of thousands of pieces would cost more to show than to find.
            if (done % Math.max(1, total / STEPS_SHOWN) == 0 || done == total) {
              progress.update((long) STEPS_SHOWN * done / total, what);
            }
          });
    }
  }
}
