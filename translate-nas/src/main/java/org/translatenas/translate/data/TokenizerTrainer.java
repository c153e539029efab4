package org.translatenas.translate.data;

import java.util.stream.Stream;
import org.translatenas.tokenization.SentencePieceModel;
import org.translatenas.translate.config.PrepareConfig;

/** Makes the tokenizer of a corpus from lines of both languages; the same lines, the same model. */
@FunctionalInterface
public interface TokenizerTrainer {
  /**
   * Trains a model that has padding, begin and end symbols.
   *
   * @param lines read once, on the calling thread
   * @param config for the size of the vocabulary and the normalisation
   */
  SentencePieceModel train(Stream<String> lines, PrepareConfig config);
}
