package org.translatenas.translate.config;

import java.nio.file.Path;
import org.translatenas.training.config.Default;

/**
 * Section {@code prepare}: which texts become the prepared corpus. Texts are UTF-8, one sentence a
 * line, plain or gzip; line n of the target translates line n of the source.
 *
 * <p>All texts may be absent, so that a configuration for training alone needs none; {@code
 * prepare} itself demands train and valid.
 *
 * @param trainSource training sentences
 * @param trainTarget their translations
 * @param validSource sentences to choose a model by
 * @param validTarget their translations
 * @param testSource sentences for the final score, optional
 * @param testTarget their translations, optional
 * @param tokenizer a SentencePiece {@code .model} to use instead of training one
 * @param modelType bpe or unigram; not used with {@code tokenizer}
 * @param vocabularySize pieces of both languages together; not used with {@code tokenizer}
 * @param tokenizerLines at most so many lines of both sides together train the tokenizer, taken
 *     evenly from the whole of train
 * @param normalization what is done to characters before they are cut into pieces, by
 *     SentencePiece's names; identity for nothing but the rules of spaces; not used with {@code
 *     tokenizer}
 * @param maxLength training pairs with more pieces than this on a side are dropped
 * @param maxRatio training pairs are dropped whose longer side has more than {@code maxRatio} × the
 *     pieces of the shorter + 3
 */
public record PrepareConfig(
    @Default("null") Path trainSource,
    @Default("null") Path trainTarget,
    @Default("null") Path validSource,
    @Default("null") Path validTarget,
    @Default("null") Path testSource,
    @Default("null") Path testTarget,
    @Default("null") Path tokenizer,
    @Default("bpe") SubwordKind modelType,
    @Default("8000") int vocabularySize,
    @Default("1000000") int tokenizerLines,
    @Default("nmt_nfkc") String normalization,
    @Default("100") int maxLength,
    @Default("4.0") double maxRatio) {

  /** Checks the ranges. */
  public PrepareConfig {
    if (vocabularySize < 8) {
      throw new IllegalArgumentException(
          "vocabularySize must be at least 8, not " + vocabularySize);
    }
    if (tokenizerLines < 1) {
      throw new IllegalArgumentException(
          "tokenizerLines must be at least 1, not " + tokenizerLines);
    }
    if (maxLength < 1) {
      throw new IllegalArgumentException("maxLength must be at least 1, not " + maxLength);
    }
    if (!(maxRatio >= 1)) {
      throw new IllegalArgumentException("maxRatio must be at least 1, not " + maxRatio);
    }
    if ((testSource == null) != (testTarget == null)) {
      throw new IllegalArgumentException("testSource and testTarget must be given together");
    }
  }
}
