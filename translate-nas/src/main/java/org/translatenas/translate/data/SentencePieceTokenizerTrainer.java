package org.translatenas.translate.data;

import java.util.stream.Stream;
import org.translatenas.tokenization.SentencePieceModel;
import org.translatenas.tokenization.SentencePieceTrainer;
import org.translatenas.tokenization.TrainerOptions;
import org.translatenas.tokenization.TrainerProgress;
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
      return SentencePieceTrainer.train(lines, options, threads, new Shown(progress, options));
    }
  }

  /** Progress on standard error, and what became of the lines. */
  private record Shown(Progress progress, TrainerOptions options) implements TrainerProgress {
    @Override
    public void update(int done, int total, String what) {
      // Each of thousands of pieces would cost more to show than to find.
      if (done % Math.max(1, total / STEPS_SHOWN) == 0 || done == total) {
        progress.update((long) STEPS_SHOWN * done / total, what);
      }
    }

    @Override
    public void read(LineCounts lines) {
      String counts =
          "of %d lines %d are blank, %d longer than %d bytes, %d have the reserved character U+2585"
              .formatted(
                  lines.all(),
                  lines.blank(),
                  lines.tooLong(),
                  options.maxSentenceLength(),
                  lines.reserved());
      if (lines.used() == 0) {
        throw UserException.data("there is no text to train a tokenizer on: " + counts);
      }
      if (lines.tooLong() + lines.reserved() > 0) {
        System.err.printf("warning: the tokenizer's training leaves lines out: %s%n", counts);
      }
    }
  }
}
