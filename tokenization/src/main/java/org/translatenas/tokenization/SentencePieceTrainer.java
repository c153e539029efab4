package org.translatenas.tokenization;

import java.util.List;

/**
 * Trains a model on text: byte-pair encoding or unigram language model. The result depends neither
 * on the number of threads nor, unless pieces may reach over spaces, on the order of the lines.
 *
 * <p>A byte-pair encoding has the vocabulary that {@code spm_train --model_type=bpe
 * --num_threads=1} 0.1.97 makes of the same lines and options. A unigram model has the pieces of
 * {@code --model_type=unigram} but for a few, where sums of 32 bits round otherwise.
 *
 * <p>Source: Sennrich et al. 2016, arXiv:1508.07909; Kudo 2018, arXiv:1804.10959; Kudo and
 * Richardson 2018, arXiv:1808.06226.
 */
public final class SentencePieceTrainer {
  private SentencePieceTrainer() {}

  /**
   * Trains on all cores without telling of the progress; see {@link #train(Iterable,
   * TrainerOptions, int, TrainerProgress)}.
   */
  public static SentencePieceModel train(Iterable<String> lines, TrainerOptions options) {
    return train(lines, options, Runtime.getRuntime().availableProcessors(), TrainerProgress.NONE);
  }

  /**
   * Trains a model.
   *
   * @param lines sentences of all languages together, without line ends; read once
   * @param threads at most so many work at a time
   * @throws IllegalArgumentException if the vocabulary is too small for the characters of the text
   *     and the symbols, or too large for the text; the message names the bound
   */
  public static SentencePieceModel train(
      Iterable<String> lines, TrainerOptions options, int threads, TrainerProgress progress) {
    SymbolTable symbols = SymbolTable.of(options);
    ProtoMessage normalizer = specOfNormalizer(options);
    TrainingText text = TrainingText.read(lines, options, symbols, normalizer, progress);
    Alphabet alphabet =
        Alphabet.of(text, options.characterCoverage(), options.requiredCharacters());
    int reserved = symbols.size() + alphabet.size();
    if (reserved > options.vocabularySize()) {
      throw new IllegalArgumentException(
          String.format(
              "vocabularySize %d is too small: the text has %d characters, and there are %d"
                  + " symbols; set it to %d or more",
              options.vocabularySize(), alphabet.size(), symbols.size(), reserved));
    }
    int wanted = options.vocabularySize() - symbols.size();
    TrainingText known = text.restrictedTo(alphabet);
    List<Piece> pieces =
        options.modelType() == ModelType.BPE
            ? MergeFinder.pieces(known, alphabet, options, wanted, progress)
            : UnigramTrainer.pieces(known, alphabet, options, wanted, threads, progress);
    if (pieces.size() < wanted && options.hardVocabularyLimit()) {
      throw new IllegalArgumentException(
          String.format(
              "vocabularySize %d is too large for this text; set it to %d or less",
              options.vocabularySize(), pieces.size() + symbols.size()));
    }
    List<Piece> all = symbols.insertInto(pieces);
    return SentencePieceModel.of(all, specOfTrainer(options, all.size()), normalizer);
  }

  private static ProtoMessage specOfTrainer(TrainerOptions options, int vocabularySize) {
    ProtoMessage spec =
        ProtoMessage.EMPTY
            .with(TrainerSpec.MODEL_TYPE, options.modelType().code())
            .with(TrainerSpec.VOCABULARY_SIZE, vocabularySize)
            .with(TrainerSpec.CHARACTER_COVERAGE, (float) options.characterCoverage())
            .with(TrainerSpec.MAX_SENTENCE_LENGTH, options.maxSentenceLength())
            .with(TrainerSpec.MAX_PIECE_LENGTH, options.maxPieceLength())
            .with(TrainerSpec.SPLIT_BY_UNICODE_SCRIPT, options.splitByUnicodeScript())
            .with(TrainerSpec.SPLIT_BY_WHITESPACE, options.splitByWhitespace())
            .with(TrainerSpec.SPLIT_BY_NUMBER, options.splitByNumber())
            .with(TrainerSpec.BYTE_FALLBACK, options.byteFallback())
            .with(TrainerSpec.UNK_ID, options.unkId())
            .with(TrainerSpec.BOS_ID, options.bosId())
            .with(TrainerSpec.EOS_ID, options.eosId())
            .with(TrainerSpec.PAD_ID, options.padId());
    spec = withUnusual(spec, options);
    return options.modelType() == ModelType.BPE
        ? spec
        : spec.with(TrainerSpec.SEED_PIECES, options.seedPieces())
            .with(TrainerSpec.SHRINKING_FACTOR, (float) options.shrinkingFactor())
            .with(TrainerSpec.SUB_ITERATIONS, options.subIterations());
  }

  /** With what few models need, where it is not as usual. */
  private static ProtoMessage withUnusual(ProtoMessage spec, TrainerOptions options) {
    ProtoMessage result = spec;
    if (options.splitDigits()) {
      result = result.with(TrainerSpec.SPLIT_DIGITS, true);
    }
    if (!options.requiredCharacters().isEmpty()) {
      result = result.with(TrainerSpec.REQUIRED_CHARACTERS, options.requiredCharacters());
    }
    TrainerOptions.SymbolTexts texts = options.symbolTexts();
    if (!texts.equals(TrainerOptions.SymbolTexts.DEFAULT)) {
      result =
          result
              .with(TrainerSpec.UNK_PIECE, texts.unk())
              .with(TrainerSpec.BOS_PIECE, texts.bos())
              .with(TrainerSpec.EOS_PIECE, texts.eos())
              .with(TrainerSpec.PAD_PIECE, texts.pad());
    }
    return options.unkSurface().equals(TrainerSpec.DEFAULT_UNK_SURFACE)
        ? result
        : result.with(TrainerSpec.UNK_SURFACE, options.unkSurface());
  }

  private static ProtoMessage specOfNormalizer(TrainerOptions options) {
    return ProtoMessage.EMPTY
        .with(NormalizerSpec.NAME, options.normalization())
        .with(NormalizerSpec.PRECOMPILED_CHARSMAP, CharacterRules.compiled(options.normalization()))
        .with(NormalizerSpec.ADD_DUMMY_PREFIX, options.addDummyPrefix())
        .with(NormalizerSpec.REMOVE_EXTRA_WHITESPACES, options.removeExtraWhitespaces())
        .with(NormalizerSpec.ESCAPE_WHITESPACES, true);
  }
}
