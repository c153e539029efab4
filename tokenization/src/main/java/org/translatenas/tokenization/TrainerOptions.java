package org.translatenas.tokenization;

import java.util.List;
import java.util.Objects;

/**
 * How to train a model. {@link #builder} begins with the defaults, which are those of {@code
 * spm_train} but for the type (unigram there), the character coverage (0.9995 there) and the
 * padding symbol (none there).
 *
 * @param modelType {@link ModelType#BPE} or {@link ModelType#UNIGRAM}
 * @param vocabularySize number of pieces, symbols and single characters included
 * @param characterCoverage share of the text's characters that get a piece of their own, 0.98 to 1;
 *     the rarest of the others become unknown
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
 * @param splitDigits whether each digit is a piece of its own
 * @param normalization {@code nmt_nfkc}, {@code nfkc}, or {@code identity} for spaces only
 * @param addDummyPrefix whether a space is put before the text
 * @param removeExtraWhitespaces whether leading, trailing and repeated spaces are dropped
 * @param requiredCharacters characters that get a piece of their own however rare they are
 * @param symbolTexts what {@code <unk>} and the others of {@code unkId} to {@code padId} are called
 * @param unkSurface what an unknown piece is decoded to
 * @param hardVocabularyLimit whether a text that is too small for {@code vocabularySize} is
 *     refused; otherwise the model has as many pieces as the text gives
 * @param seedPieces unigram: most frequent substrings to begin with, 1,000 to 5,000,000
 * @param shrinkingFactor unigram: share of the pieces that a round of pruning leaves, 0.5 to 0.95
 * @param subIterations unigram: steps of expectation and maximisation before each pruning, 1 to 10
 */
public record TrainerOptions(
    ModelType modelType,
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
    boolean splitDigits,
    String normalization,
    boolean addDummyPrefix,
    boolean removeExtraWhitespaces,
    String requiredCharacters,
    SymbolTexts symbolTexts,
    String unkSurface,
    boolean hardVocabularyLimit,
    int seedPieces,
    double shrinkingFactor,
    int subIterations) {

  /** Checks the ranges. */
  public TrainerOptions {
    controlSymbols = List.copyOf(controlSymbols);
    userDefinedSymbols = List.copyOf(userDefinedSymbols);
    Objects.requireNonNull(normalization, "normalization");
    Objects.requireNonNull(requiredCharacters, "requiredCharacters");
    Objects.requireNonNull(symbolTexts, "symbolTexts");
    Objects.requireNonNull(unkSurface, "unkSurface");
    require(
        modelType == ModelType.BPE || modelType == ModelType.UNIGRAM,
        "modelType must be BPE or UNIGRAM");
    require(vocabularySize > 0, "vocabularySize must be positive");
    require(
        characterCoverage >= 0.98 && characterCoverage <= 1,
        "characterCoverage must be between 0.98 and 1");
    require(unkId >= 0, "unkId must be 0 or more, every vocabulary has <unk>");
    require(maxSentenceLength >= 10, "maxSentenceLength must be at least 10 bytes");
    require(
        maxPieceLength >= 1 && maxPieceLength <= 512,
        "maxPieceLength must be between 1 and 512 characters");
    require(
        seedPieces >= 1_000 && seedPieces <= 5_000_000,
        "seedPieces must be between 1000 and 5000000");
    require(
        shrinkingFactor >= 0.5 && shrinkingFactor <= 0.95,
        "shrinkingFactor must be between 0.5 and 0.95");
    require(subIterations >= 1 && subIterations <= 10, "subIterations must be between 1 and 10");
  }

  /** The texts of the unknown piece and of the marks for begin, end and padding. */
  public record SymbolTexts(String unk, String bos, String eos, String pad) {
    /** The usual ones. */
    public static final SymbolTexts DEFAULT = new SymbolTexts("<unk>", "<s>", "</s>", "<pad>");

    /** Checks that none is empty. */
    public SymbolTexts {
      require(
          !unk.isEmpty() && !bos.isEmpty() && !eos.isEmpty() && !pad.isEmpty(),
          "no symbol can be an empty text");
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Whether a line is text to train on: not empty, not too long, without the reserved U+2585. */
  public boolean takes(String line) {
    return !line.isEmpty() && !reserved(line) && !tooLong(line);
  }

  static boolean reserved(String line) {
    return line.indexOf(TrainingText.UNKNOWN_CHARACTER) >= 0;
  }

  boolean tooLong(String line) {
    return Utf8.length(line) > maxSentenceLength;
  }

  /** The defaults. */
  public static Builder builder(ModelType modelType, int vocabularySize) {
    return new Builder(modelType, vocabularySize);
  }

  /** Options in the making; each method sets the one of its name. */
  public static final class Builder {
    private final ModelType modelType;
    private final int vocabularySize;
    private double characterCoverage = 1.0;
    private int unkId = 0;
    private int bosId = 1;
    private int eosId = 2;
    private int padId = 3;
    private List<String> controlSymbols = List.of();
    private List<String> userDefinedSymbols = List.of();
    private boolean byteFallback;
    private int maxSentenceLength = 4192;
    private int maxPieceLength = 16;
    private boolean splitByWhitespace = true;
    private boolean splitByUnicodeScript = true;
    private boolean splitByNumber = true;
    private boolean splitDigits;
    private String normalization = CharacterRules.NMT_NFKC;
    private boolean addDummyPrefix = true;
    private boolean removeExtraWhitespaces = true;
    private String requiredCharacters = "";
    private SymbolTexts symbolTexts = SymbolTexts.DEFAULT;
    private String unkSurface = TrainerSpec.DEFAULT_UNK_SURFACE;
    private boolean hardVocabularyLimit = true;
    private int seedPieces = 1_000_000;
    private double shrinkingFactor = 0.75;
    private int subIterations = 2;

    private Builder(ModelType modelType, int vocabularySize) {
      this.modelType = modelType;
      this.vocabularySize = vocabularySize;
    }

    /** Share of characters with a piece of their own. */
    public Builder characterCoverage(double coverage) {
      characterCoverage = coverage;
      return this;
    }

    /** The ids of {@code <unk>}, {@code <s>}, {@code </s>} and {@code <pad>}. */
    public Builder ids(int unk, int bos, int eos, int pad) {
      unkId = unk;
      bosId = bos;
      eosId = eos;
      padId = pad;
      return this;
    }

    /** Control symbols and user-defined ones. */
    public Builder symbols(List<String> control, List<String> userDefined) {
      controlSymbols = control;
      userDefinedSymbols = userDefined;
      return this;
    }

    /** Byte pieces for unknown text. */
    public Builder byteFallback(boolean fallback) {
      byteFallback = fallback;
      return this;
    }

    /** In bytes of UTF-8. */
    public Builder maxSentenceLength(int bytes) {
      maxSentenceLength = bytes;
      return this;
    }

    /** In characters. */
    public Builder maxPieceLength(int characters) {
      maxPieceLength = characters;
      return this;
    }

    /** What no piece may reach over. */
    public Builder splitBy(boolean whitespace, boolean unicodeScript, boolean number) {
      splitByWhitespace = whitespace;
      splitByUnicodeScript = unicodeScript;
      splitByNumber = number;
      return this;
    }

    /** Each digit a piece. */
    public Builder splitDigits(boolean split) {
      splitDigits = split;
      return this;
    }

    /** What is done to spaces. */
    public Builder spaces(boolean dummyPrefix, boolean removeExtra) {
      addDummyPrefix = dummyPrefix;
      removeExtraWhitespaces = removeExtra;
      return this;
    }

    /** Characters that get a piece in any case. */
    public Builder requiredCharacters(String characters) {
      requiredCharacters = characters;
      return this;
    }

    /** The texts of the standard symbols. */
    public Builder symbolTexts(String unk, String bos, String eos, String pad) {
      symbolTexts = new SymbolTexts(unk, bos, eos, pad);
      return this;
    }

    /** What an unknown piece is decoded to. */
    public Builder unkSurface(String surface) {
      unkSurface = surface;
      return this;
    }

    /** Whether fewer pieces than wanted are an error. */
    public Builder hardVocabularyLimit(boolean hard) {
      hardVocabularyLimit = hard;
      return this;
    }

    /** The name of the normalisation. */
    public Builder normalization(String name) {
      normalization = name;
      return this;
    }

    /** Substrings to begin with. */
    public Builder seedPieces(int count) {
      seedPieces = count;
      return this;
    }

    /** Share of the pieces that a pruning leaves. */
    public Builder shrinkingFactor(double factor) {
      shrinkingFactor = factor;
      return this;
    }

    /** Steps before each pruning. */
    public Builder subIterations(int count) {
      subIterations = count;
      return this;
    }

    /** The options. */
    public TrainerOptions build() {
      return new TrainerOptions(
          modelType,
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
          splitDigits,
          normalization,
          addDummyPrefix,
          removeExtraWhitespaces,
          requiredCharacters,
          symbolTexts,
          unkSurface,
          hardVocabularyLimit,
          seedPieces,
          shrinkingFactor,
          subIterations);
    }
  }
}
