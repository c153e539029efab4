package org.translatenas.tokenization;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Turns text into ids and back with a SentencePiece model, id for id as {@code spm_encode} and
 * {@code spm_decode} do. Safe for use by several threads.
 *
 * <p>Source: Kudo and Richardson 2018, arXiv:1808.06226.
 */
public final class Tokenizer {
  /** The most cuts that {@link #nbest} gives. */
  public static final int MOST_BEST = 1024;

  private final SentencePieceModel model;
  private final PieceTable pieces;
  private final TextNormalizer normalizer;
  private final Optional<TextNormalizer> denormalizer;
  private final Segmenter segmenter;
  private final boolean byteFallback;
  private final int[] idsOfBytes = new int[256];

  private Tokenizer(SentencePieceModel model, String source) throws ModelFormatException {
    this.model = model;
    pieces = new PieceTable(model.pieces());
    normalizer =
        new TextNormalizer(
            model.normalizerSpec(),
            CharsMap.parse(model.normalizerSpec().precompiledCharsmap(), source),
            pieces.userDefined(),
            model.trainerSpec().treatWhitespaceAsSuffix());
    NormalizerSpec decoded = model.denormalizerSpec().orElse(null);
    denormalizer = // one without rules changes nothing, whatever its defaults say of spaces
        decoded == null || decoded.precompiledCharsmap().length == 0
            ? Optional.empty()
            : Optional.of(TextNormalizer.forDecodedText(decoded));
    segmenter = Segmenter.of(model.trainerSpec().modelType(), pieces);
    byteFallback = model.trainerSpec().byteFallback();
    for (int value = 0; value < idsOfBytes.length; value++) {
      idsOfBytes[value] = pieces.idOrUnknown(BytePieces.nameOf(value));
    }
  }

  /**
   * Reads a {@code .model} file.
   *
   * @throws ModelFormatException if it is truncated, damaged, or of another kind
   * @throws IOException if it cannot be read
   */
  public static Tokenizer load(Path file) throws IOException {
    return new Tokenizer(SentencePieceModel.read(file), file.toString());
  }

  /**
   * Uses a model that is in memory.
   *
   * @throws IllegalArgumentException if its normalisation rules are damaged
   */
  public static Tokenizer of(SentencePieceModel model) {
    try {
      return new Tokenizer(model, "model");
    } catch (ModelFormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The model in use. */
  public SentencePieceModel model() {
    return model;
  }

  /** The text as it is before it is cut into pieces, with U+2581 for spaces. */
  public String normalize(String text) {
    return normalizer.normalize(text);
  }

  /**
   * The ids of a text, without any symbols around them. Neighbouring unknown characters are one
   * unknown piece. A surrogate that lacks its other half counts as U+FFFD.
   */
  public int[] encode(String text) {
    String normalized = normalizer.normalize(text);
    return ids(normalized, segmenter.segment(normalized));
  }

  private int[] ids(String normalized, Segmentation segments) {
    IntStream.Builder ids = IntStream.builder();
    boolean afterUnknown = false;
    for (int i = 0; i < segments.size(); i++) {
      boolean unknown = segments.id(i) == pieces.unkId();
      if (unknown && byteFallback) {
        byte[] bytes = bytesOf(normalized, segments, i);
        for (byte value : bytes) {
          ids.add(idsOfBytes[value & 0xFF]);
        }
      } else if (!(unknown && afterUnknown)) {
        ids.add(segments.id(i));
      }
      afterUnknown = unknown;
    }
    return ids.build().toArray();
  }

  /** The pieces of a text; an unknown one is given by its text. */
  public List<String> encodeAsPieces(String text) {
    String normalized = normalizer.normalize(text);
    return pieces(normalized, segmenter.segment(normalized));
  }

  private List<String> pieces(String normalized, Segmentation segments) {
    List<String> result = new ArrayList<>(segments.size());
    boolean afterUnknown = false;
    for (int i = 0; i < segments.size(); i++) {
      boolean unknown = segments.id(i) == pieces.unkId();
      String piece = normalized.substring(segments.begin(i), segments.end(i));
      if (unknown && byteFallback) {
        for (byte value : bytesOf(normalized, segments, i)) {
          result.add(BytePieces.nameOf(value));
        }
      } else if (unknown && afterUnknown) {
        int last = result.size() - 1;
        result.set(last, result.get(last) + piece);
      } else {
        result.add(piece);
      }
      afterUnknown = unknown;
    }
    return result;
  }

  /** Whether {@link #sample} and {@link #resample} work with this model. */
  public boolean canSample() {
    ModelType type = model.trainerSpec().modelType();
    return type == ModelType.BPE || type == ModelType.UNIGRAM;
  }

  /**
   * The ids of a text that is cut at random.
   *
   * @param seed the same seed, the same cut
   * @throws UnsupportedOperationException if the model cuts text in one way only
   */
  public int[] sample(String text, SubwordSampling sampling, long seed) {
    String normalized = normalizer.normalize(text);
    return ids(normalized, segmenter.sample(normalized, sampling, new SplittableRandom(seed)));
  }

  /** The pieces of a text that is cut at random; see {@link #sample}. */
  public List<String> sampleAsPieces(String text, SubwordSampling sampling, long seed) {
    String normalized = normalizer.normalize(text);
    return pieces(normalized, segmenter.sample(normalized, sampling, new SplittableRandom(seed)));
  }

  /**
   * Cuts the text of ids anew, at random. Symbols, bytes and the unknown stay as they are, and text
   * before and behind them is not joined.
   *
   * @param seed the same seed, the same cut
   * @throws UnsupportedOperationException if the model cuts text in one way only
   */
  public int[] resample(int[] ids, SubwordSampling sampling, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    IntStream.Builder result = IntStream.builder();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= ids.length; i++) {
      if (i < ids.length && pieces.get(ids[i]).type() == Piece.Type.NORMAL) {
        text.append(pieces.get(ids[i]).text());
        continue;
      }
      if (!text.isEmpty()) {
        Segmentation segments = segmenter.sample(text.toString(), sampling, random);
        Arrays.stream(ids(text.toString(), segments)).forEach(result);
        text.setLength(0);
      }
      if (i < ids.length) {
        result.add(ids[i]);
      }
    }
    return result.build().toArray();
  }

  /**
   * The ids of the most probable ways to cut a text, the best first.
   *
   * @param count at most so many, 1 to 1,024; fewer if there are no more ways
   * @throws UnsupportedOperationException if it is no unigram model
   */
  public List<int[]> nbest(String text, int count) {
    String normalized = normalizer.normalize(text);
    return segmenter.best(normalized, checked(count)).stream()
        .map(segments -> ids(normalized, segments))
        .toList();
  }

  /** The pieces of the most probable ways to cut a text; see {@link #nbest}. */
  public List<List<String>> nbestAsPieces(String text, int count) {
    String normalized = normalizer.normalize(text);
    return segmenter.best(normalized, checked(count)).stream()
        .map(segments -> pieces(normalized, segments))
        .toList();
  }

  private static int checked(int count) {
    if (count < 1 || count > MOST_BEST) {
      throw new IllegalArgumentException(
          "the number of cuts must be from 1 to " + MOST_BEST + ", not " + count);
    }
    return count;
  }

  private static byte[] bytesOf(String normalized, Segmentation segments, int index) {
    return normalized
        .substring(segments.begin(index), segments.end(index))
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The text of ids. Control symbols give none; an unknown piece gives the model's surface for it,
   * usually {@code " ⁇ "}; byte pieces are read as UTF-8, bytes out of place as U+FFFD.
   *
   * @throws IllegalArgumentException if an id is outside the vocabulary
   */
  public String decode(int[] ids) {
    Detokenizer detokenizer = new Detokenizer(model, pieces);
    for (int id : ids) {
      detokenizer.add(piece(id));
    }
    return finished(detokenizer);
  }

  /** The text of pieces; one that the vocabulary lacks stands for itself. */
  public String decodePieces(List<String> texts) {
    Detokenizer detokenizer = new Detokenizer(model, pieces);
    texts.forEach(detokenizer::add);
    return finished(detokenizer);
  }

  private String finished(Detokenizer detokenizer) {
    String text = detokenizer.text();
    return denormalizer.isPresent() ? denormalizer.get().normalize(text) : text;
  }

  /** The number of pieces, symbols included. */
  public int vocabularySize() {
    return pieces.size();
  }

  /** The id of the padding symbol, -1 if the model has none. */
  public int padId() {
    return controlId(model.trainerSpec().padPiece());
  }

  /** The id of the unknown piece; every model has one. */
  public int unkId() {
    return pieces.unkId();
  }

  /** The id of the symbol that begins a sentence, -1 if the model has none. */
  public int bosId() {
    return controlId(model.trainerSpec().bosPiece());
  }

  /** The id of the symbol that ends a sentence, -1 if the model has none. */
  public int eosId() {
    return controlId(model.trainerSpec().eosPiece());
  }

  private int controlId(String symbol) {
    int id = pieces.idOrUnknown(symbol);
    return pieces.type(id) == Piece.Type.CONTROL ? id : -1;
  }

  /**
   * The text of a piece, with U+2581 for a space.
   *
   * @throws IllegalArgumentException if the id is outside the vocabulary
   */
  public String piece(int id) {
    return pieces.get(id).text();
  }

  /** The id of a piece, empty if the vocabulary lacks it. */
  public OptionalInt id(String piece) {
    Integer id = pieces.find(piece);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }
}
