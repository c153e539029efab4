package org.translatenas.tokenization;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * Trains a byte-pair-encoding model. The result does not depend on the order of the lines, unless
 * pieces may reach over spaces, and is the vocabulary that {@code spm_train --model_type=bpe
 * --num_threads=1} 0.1.97 makes of the same lines and options.
 *
 * <p>Source: Sennrich et al. 2016, arXiv:1508.07909; Kudo and Richardson 2018, arXiv:1808.06226.
 */
public final class BpeTrainer {
  private BpeTrainer() {}

  /**
   * How to train. {@link #of} gives the defaults, which are those of {@code spm_train} but for the
   * character coverage (0.9995 there) and the padding symbol (none there).
   *
   * @param vocabularySize number of pieces, symbols and single characters included
   * @param characterCoverage share of the text's characters that get a piece of their own, 0.98 to
   *     1; the rarest of the others become unknown
   * @param unkId id of {@code <unk>}
   * @param bosId id of {@code <s>}, -1 for none
   * @param eosId id of {@code </s>}, -1 for none
   * @param padId id of {@code <pad>}, -1 for none
   * @param controlSymbols further symbols without text of their own
   * @param userDefinedSymbols texts that are always kept whole
   * @param byteFallback whether unknown text becomes byte pieces
   * @param maxSentenceLength in bytes of UTF-8; longer lines are left out
   * @param maxPieceLength in characters
   * @param splitByWhitespace whether a space may only begin a piece
   * @param splitByUnicodeScript whether a piece keeps to one script
   * @param splitByNumber whether digits count as a script of their own
   * @param normalization {@code nmt_nfkc}, {@code nfkc}, or {@code identity} for spaces only
   */
  public record Options(
      int vocabularySize,
      double characterCoverage,
      int unkId,
      int bosId,
      int eosId,
      int padId,
      List<String> controlSymbols,
      List<String> userDefinedSymbols,
      boolean byteFallback,
      int maxSentenceLength,
      int maxPieceLength,
      boolean splitByWhitespace,
      boolean splitByUnicodeScript,
      boolean splitByNumber,
      String normalization) {

    /** Checks the ranges. */
    public Options {
      controlSymbols = List.copyOf(controlSymbols);
      userDefinedSymbols = List.copyOf(userDefinedSymbols);
      Objects.requireNonNull(normalization, "normalization");
      require(vocabularySize > 0, "vocabularySize must be positive");
      require(
          characterCoverage >= 0.98 && characterCoverage <= 1,
          "characterCoverage must be between 0.98 and 1");
      require(unkId >= 0, "unkId must be 0 or more, every vocabulary has <unk>");
      require(maxSentenceLength >= 10, "maxSentenceLength must be at least 10 bytes");
      require(
          maxPieceLength >= 1 && maxPieceLength <= 512,
          "maxPieceLength must be between 1 and 512 characters");
    }

    private static void require(boolean condition, String message) {
      if (!condition) {
        throw new IllegalArgumentException(message);
      }
    }

    /** The defaults. */
    public static Options of(int vocabularySize) {
      return new Options(
          vocabularySize,
          1.0,
          0,
          1,
          2,
          3,
          List.of(),
          List.of(),
          false,
          4192,
          16,
          true,
          true,
          true,
          CharacterRules.NMT_NFKC);
    }

    /** The same with another normalisation. */
    public Options withNormalization(String name) {
      return new Options(
          vocabularySize,
          characterCoverage,
          unkId,
          bosId,
          eosId,
          padId,
          controlSymbols,
          userDefinedSymbols,
          byteFallback,
          maxSentenceLength,
          maxPieceLength,
          splitByWhitespace,
          splitByUnicodeScript,
          splitByNumber,
          name);
    }

    /** The same with another character coverage. */
    public Options withCharacterCoverage(double coverage) {
      return new Options(
          vocabularySize,
          coverage,
          unkId,
          bosId,
          eosId,
          padId,
          controlSymbols,
          userDefinedSymbols,
          byteFallback,
          maxSentenceLength,
          maxPieceLength,
          splitByWhitespace,
          splitByUnicodeScript,
          splitByNumber,
          normalization);
    }

    /** The same with byte pieces for unknown text, or without. */
    public Options withByteFallback(boolean fallback) {
      return new Options(
          vocabularySize,
          characterCoverage,
          unkId,
          bosId,
          eosId,
          padId,
          controlSymbols,
          userDefinedSymbols,
          fallback,
          maxSentenceLength,
          maxPieceLength,
          splitByWhitespace,
          splitByUnicodeScript,
          splitByNumber,
          normalization);
    }

    /** The same with other symbols. */
    public Options withSymbols(List<String> control, List<String> userDefined) {
      return new Options(
          vocabularySize,
          characterCoverage,
          unkId,
          bosId,
          eosId,
          padId,
          control,
          userDefined,
          byteFallback,
          maxSentenceLength,
          maxPieceLength,
          splitByWhitespace,
          splitByUnicodeScript,
          splitByNumber,
          normalization);
    }
  }

  /** Trains without telling of its progress; see {@link #train(Iterable, Options, IntConsumer)}. */
  public static SentencePieceModel train(Iterable<String> lines, Options options) {
    return train(lines, options, merges -> {});
  }

  /**
   * Trains a model.
   *
   * @param lines sentences of all languages together, without line ends; read once
   * @param progress told the number of pieces found so far, after each
   * @throws IllegalArgumentException if the vocabulary is too small for the characters of the text
   *     and the symbols, or too large for the text; the message names the bound
   */
  public static SentencePieceModel train(
      Iterable<String> lines, Options options, IntConsumer progress) {
    SymbolTable symbols = SymbolTable.of(options);
    ProtoMessage normalizer = specOfNormalizer(options);
    TrainingText text = TrainingText.read(lines, options, symbols, normalizer);
    Alphabet alphabet = Alphabet.of(text, options.characterCoverage());
    int reserved = symbols.size() + alphabet.size();
    if (reserved > options.vocabularySize()) {
      throw new IllegalArgumentException(
          String.format(
              "vocabularySize %d is too small: the text has %d characters, and there are %d"
                  + " symbols; set it to %d or more, or lower the character coverage",
              options.vocabularySize(), alphabet.size(), symbols.size(), reserved));
    }
    List<String> merges =
        new MergeFinder(text.restrictedTo(alphabet), new PieceRules(options))
            .find(options.vocabularySize() - reserved, progress);
    if (merges.size() < options.vocabularySize() - reserved) {
      throw new IllegalArgumentException(
          String.format(
              "vocabularySize %d is too large for this text; set it to %d or less",
              options.vocabularySize(), merges.size() + reserved));
    }
    List<Piece> pieces = new ArrayList<>();
    for (String merge : merges) {
      pieces.add(new Piece(merge, -(float) pieces.size(), Piece.Type.NORMAL));
    }
    for (String character : alphabet.characters()) {
      pieces.add(new Piece(character, -(float) pieces.size(), Piece.Type.NORMAL));
    }
    return SentencePieceModel.of(symbols.insertInto(pieces), specOfTrainer(options), normalizer);
  }

  private static ProtoMessage specOfTrainer(Options options) {
    return ProtoMessage.EMPTY
        .with(TrainerSpec.MODEL_TYPE, ModelType.BPE.code())
        .with(TrainerSpec.VOCABULARY_SIZE, options.vocabularySize())
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
  }

  private static ProtoMessage specOfNormalizer(Options options) {
    return ProtoMessage.EMPTY
        .with(NormalizerSpec.NAME, options.normalization())
        .with(NormalizerSpec.PRECOMPILED_CHARSMAP, CharacterRules.compiled(options.normalization()))
        .with(NormalizerSpec.ADD_DUMMY_PREFIX, true)
        .with(NormalizerSpec.REMOVE_EXTRA_WHITESPACES, true)
        .with(NormalizerSpec.ESCAPE_WHITESPACES, true);
  }
}
