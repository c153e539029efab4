package org.translatenas.translate.data;

import java.util.stream.Stream;
import org.translatenas.tokenization.BpeTrainer;
import org.translatenas.tokenization.SentencePieceModel;
import org.translatenas.training.UserException;
import org.translatenas.training.log.Progress;
import org.translatenas.translate.config.PrepareConfig;

/** Byte-pair encodings, one vocabulary for both languages: {@link BpeTrainer} with progress. */
public final class BpeTokenizerTrainer implements TokenizerTrainer {
  private static final int PIECES_PER_UPDATE = 100;

  @Override
  public SentencePieceModel train(Stream<String> lines, PrepareConfig config) {
    try {
      return train(
          lines::iterator,
          BpeTrainer.Options.of(config.vocabularySize()).withNormalization(config.normalization()));
    } catch (IllegalArgumentException e) { // a vocabulary or normalisation that cannot be had
      throw UserException.usage("prepare: " + e.getMessage());
    }
  }

  /** Trains with a line of progress; see {@link BpeTrainer#train}. */
  public static SentencePieceModel train(Iterable<String> lines, BpeTrainer.Options options) {
    try (Progress progress = Progress.onStandardError("tokenizer", 0, options.vocabularySize())) {
      return BpeTrainer.train(
          lines,
          options,
          pieces -> {
            if (pieces % PIECES_PER_UPDATE == 0) {
              progress.update(pieces, "pieces");
            }
          });
    }
  }
}
