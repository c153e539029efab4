package org.translatenas.tokenization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A SentencePiece model: the pieces, in the order of their ids, and how text is normalised and
 * segmented. Immutable. Reads and writes the {@code .model} files of SentencePiece; a file that is
 * read and written again is the same byte by byte, fields of later versions included.
 *
 * <p>Source: Kudo and Richardson 2018, arXiv:1808.06226; the format is {@code ModelProto} of
 * SentencePiece's {@code sentencepiece_model.proto}.
 */
public final class SentencePieceModel {
  private static final int PIECES = 1;
  private static final int TRAINER_SPEC = 2;
  private static final int NORMALIZER_SPEC = 3;
  private static final int DENORMALIZER_SPEC = 5;
  private static final int PIECE_TEXT = 1;
  private static final int PIECE_SCORE = 2;
  private static final int PIECE_TYPE = 3;

  /** In bytes of UTF-8; the trie of a model is as deep as its longest piece. */
  static final int MAX_PIECE_LENGTH = 2000;

  private final List<Piece> pieces;
  private final TrainerSpec trainerSpec;
  private final NormalizerSpec normalizerSpec;
  private final Optional<NormalizerSpec> denormalizerSpec;

  /** All of the file but the pieces. */
  private final ProtoMessage rest;

  private SentencePieceModel(List<Piece> pieces, ProtoMessage rest, String source)
      throws ModelFormatException {
    this.pieces = List.copyOf(pieces);
    this.rest = rest;
    byte[] trainer = rest.getBytes(TRAINER_SPEC);
    byte[] normalizer = rest.getBytes(NORMALIZER_SPEC);
    byte[] denormalizer = rest.getBytes(DENORMALIZER_SPEC);
    if (trainer == null || normalizer == null) {
      throw new ModelFormatException(source, "its end is missing, or it is another kind of file");
    }
    trainerSpec = new TrainerSpec(ProtoMessage.parse(trainer, source), source);
    normalizerSpec = new NormalizerSpec(ProtoMessage.parse(normalizer, source), source);
    denormalizerSpec =
        denormalizer == null
            ? Optional.empty()
            : Optional.of(new NormalizerSpec(ProtoMessage.parse(denormalizer, source), source));
    check(source);
  }

  /** Makes a model of its parts; used by the trainers. */
  static SentencePieceModel of(
      List<Piece> pieces, ProtoMessage trainerSpec, ProtoMessage normalizerSpec) {
    ProtoMessage rest =
        ProtoMessage.EMPTY
            .with(TRAINER_SPEC, trainerSpec.toByteArray())
            .with(NORMALIZER_SPEC, normalizerSpec.toByteArray());
    try {
      return new SentencePieceModel(pieces, rest, "new model");
    } catch (ModelFormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Reads a {@code .model} file.
   *
   * @throws ModelFormatException if it is truncated, damaged, or of another kind
   * @throws IOException if it cannot be read
   */
  public static SentencePieceModel read(Path file) throws IOException {
    return parse(Files.readAllBytes(file), file.toString());
  }

  /**
   * Reads the bytes of a {@code .model} file.
   *
   * @param source where they come from, for the message of the exception
   * @throws ModelFormatException if they are truncated, damaged, or of another kind
   */
  public static SentencePieceModel parse(byte[] bytes, String source) throws ModelFormatException {
    ProtoMessage message = ProtoMessage.parse(bytes, source);
    List<Piece> pieces = new ArrayList<>();
    for (byte[] piece : message.getAllBytes(PIECES)) {
      pieces.add(parsePiece(ProtoMessage.parse(piece, source), source));
    }
    return new SentencePieceModel(pieces, message.without(PIECES), source);
  }

  private static Piece parsePiece(ProtoMessage message, String source) throws ModelFormatException {
    Piece.Type type = Piece.Type.ofCode(message.getInt(PIECE_TYPE, Piece.Type.NORMAL.code()));
    if (type == null) {
      throw new ModelFormatException(source, "a piece of unknown type");
    }
    String text = message.getString(PIECE_TEXT, "", source);
    try {
      return new Piece(text, message.getFloat(PIECE_SCORE, 0), type);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(source, e.getMessage());
    }
  }

  private void check(String source) throws ModelFormatException {
    Set<String> segmentable = new HashSet<>();
    Set<String> reserved = new HashSet<>();
    int unknowns = 0;
    int bytes = 0;
    for (Piece piece : pieces) {
      if (Utf8.length(piece.text()) > MAX_PIECE_LENGTH) {
        throw new ModelFormatException(
            source,
            "a piece of %d bytes, more than %d"
                .formatted(Utf8.length(piece.text()), MAX_PIECE_LENGTH));
      }
      if (!(piece.isSegmentable() ? segmentable : reserved).add(piece.text())) {
        throw new ModelFormatException(source, "piece " + piece.text() + " occurs twice");
      }
      if (piece.type() == Piece.Type.UNKNOWN) {
        unknowns++;
      }
      if (piece.type() == Piece.Type.BYTE) {
        bytes++;
        if (BytePieces.byteOf(piece.text()) < 0) {
          throw new ModelFormatException(source, "byte piece " + piece.text() + " is none");
        }
      }
    }
    if (unknowns != 1) {
      throw new ModelFormatException(source, unknowns + " pieces for unknown text instead of 1");
    }
    if (bytes != (trainerSpec.byteFallback() ? 256 : 0)) {
      throw new ModelFormatException(source, bytes + " byte pieces do not fit byte_fallback");
    }
  }

  /** The pieces, in the order of their ids. */
  public List<Piece> pieces() {
    return pieces;
  }

  /** What the model was trained with. */
  public TrainerSpec trainerSpec() {
    return trainerSpec;
  }

  /** How text is changed before it is segmented. */
  public NormalizerSpec normalizerSpec() {
    return normalizerSpec;
  }

  /** How text is changed after it is decoded. */
  public Optional<NormalizerSpec> denormalizerSpec() {
    return denormalizerSpec;
  }

  /** The bytes of the {@code .model} file. */
  public byte[] toByteArray() {
    return ProtoMessage.concatenate(
        PIECES, pieces.stream().map(SentencePieceModel::toMessage).toList(), rest);
  }

  private static ProtoMessage toMessage(Piece piece) {
    ProtoMessage message =
        ProtoMessage.EMPTY.with(PIECE_TEXT, piece.text()).with(PIECE_SCORE, piece.score());
    return piece.type() == Piece.Type.NORMAL
        ? message
        : message.with(PIECE_TYPE, piece.type().code());
  }

  /** Writes a {@code .model} file. */
  public void write(Path file) throws IOException {
    Files.write(file, toByteArray());
  }

  /**
   * Writes a {@code .vocab} file: per line a piece, a tab and its score to six digits, as {@code
   * spm_train} does.
   */
  public void writeVocabulary(Path file) throws IOException {
    Files.writeString(file, vocabulary(true));
  }

  /** The text of a {@code .vocab} file, with or without the tabs and scores. */
  public String vocabulary(boolean withScores) {
    return pieces.stream()
        .map(piece -> (withScores ? VocabularyFile.line(piece) : piece.text()) + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SentencePieceModel model
        && pieces.equals(model.pieces)
        && rest.equals(model.rest);
  }

  @Override
  public int hashCode() {
    return Objects.hash(pieces, rest);
  }
}
