package org.translatenas.tokenization;

import java.util.Objects;

/**
 * What a model was trained with, as far as it bears on its use. Everything else that the file says
 * of its training is carried along unread.
 *
 * <p>Source: {@code TrainerSpec} of SentencePiece's {@code sentencepiece_model.proto}.
 */
public final class TrainerSpec {
  static final int MODEL_TYPE = 3;
  static final int VOCABULARY_SIZE = 4;
  static final int CHARACTER_COVERAGE = 10;
  static final int SEED_PIECES = 14;
  static final int SHRINKING_FACTOR = 15;
  static final int SUB_ITERATIONS = 17;
  static final int MAX_SENTENCE_LENGTH = 18;
  static final int MAX_PIECE_LENGTH = 20;
  static final int SPLIT_BY_UNICODE_SCRIPT = 21;
  static final int SPLIT_BY_WHITESPACE = 22;
  static final int SPLIT_BY_NUMBER = 23;
  static final int TREAT_WHITESPACE_AS_SUFFIX = 24;
  static final int SPLIT_DIGITS = 25;
  static final int BYTE_FALLBACK = 35;
  static final int REQUIRED_CHARACTERS = 36;
  static final int UNK_ID = 40;
  static final int BOS_ID = 41;
  static final int EOS_ID = 42;
  static final int PAD_ID = 43;
  static final int UNK_SURFACE = 44;
  static final int UNK_PIECE = 45;
  static final int BOS_PIECE = 46;
  static final int EOS_PIECE = 47;
  static final int PAD_PIECE = 48;

  static final String DEFAULT_UNK_SURFACE = " \u2047 ";

  private final ProtoMessage message;
  private final ModelType modelType;
  private final String unkSurface;
  private final String bosPiece;
  private final String eosPiece;
  private final String padPiece;

  TrainerSpec(ProtoMessage message, String source) throws ModelFormatException {
    this.message = message;
    modelType = ModelType.ofCode(message.getInt(MODEL_TYPE, ModelType.UNIGRAM.code()));
    if (modelType == null) {
      throw new ModelFormatException(source, "unknown model type");
    }
    unkSurface = message.getString(UNK_SURFACE, DEFAULT_UNK_SURFACE, source);
    bosPiece = nonEmpty(message.getString(BOS_PIECE, "", source), "<s>");
    eosPiece = nonEmpty(message.getString(EOS_PIECE, "", source), "</s>");
    padPiece = nonEmpty(message.getString(PAD_PIECE, "", source), "<pad>");
  }

  private static String nonEmpty(String value, String otherwise) {
    return value.isEmpty() ? otherwise : value;
  }

  /** How the model segments text. */
  public ModelType modelType() {
    return modelType;
  }

  /** The number of pieces asked for, symbols included. */
  public int vocabularySize() {
    return message.getInt(VOCABULARY_SIZE, 8000);
  }

  /** The share of the training text's characters that have a piece of their own, 0 to 1. */
  public float characterCoverage() {
    return message.getFloat(CHARACTER_COVERAGE, 0.9995f);
  }

  /** Whether the space stands at the end of a word instead of its beginning. */
  public boolean treatWhitespaceAsSuffix() {
    return message.getBoolean(TREAT_WHITESPACE_AS_SUFFIX, false);
  }

  /** Whether unknown text becomes byte pieces. */
  public boolean byteFallback() {
    return message.getBoolean(BYTE_FALLBACK, false);
  }

  /** What an unknown piece is decoded to. */
  public String unkSurface() {
    return unkSurface;
  }

  /** The text of the piece that begins a sentence. */
  public String bosPiece() {
    return bosPiece;
  }

  /** The text of the piece that ends a sentence. */
  public String eosPiece() {
    return eosPiece;
  }

  /** The text of the piece that fills a batch. */
  public String padPiece() {
    return padPiece;
  }

  ProtoMessage message() {
    return message;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainerSpec spec && message.equals(spec.message);
  }

  @Override
  public int hashCode() {
    return Objects.hash(message);
  }
}
