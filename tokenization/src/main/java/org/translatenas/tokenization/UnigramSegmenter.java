package org.translatenas.tokenization;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The most probable segmentation under a unigram language model, found by Viterbi's algorithm over
 * the bytes of the text. Sums are kept in 32 bits and compared in 64 where SentencePiece does so,
 * since ties and near ties depend on it.
 *
 * <p>Source: Kudo 2018, arXiv:1804.10959.
 */
final class UnigramSegmenter implements Segmenter {
  private static final float UNKNOWN_PENALTY = 10f;

  private final PieceTable pieces;
  private final DoubleArrayTrie trie;
  private final float unknownScore;

  /** Never below the least positive normal number, as in SentencePiece. */
  private final float maxScore;

  UnigramSegmenter(PieceTable pieces) {
    this.pieces = pieces;
    this.trie = trieOf(pieces);
    float min = Float.MAX_VALUE;
    float max = Float.MIN_NORMAL;
    for (Piece piece : pieces.pieces()) {
      if (piece.type() == Piece.Type.NORMAL) {
        min = Math.min(min, piece.score());
        max = Math.max(max, piece.score());
      }
    }
    unknownScore = min - UNKNOWN_PENALTY;
    maxScore = max;
  }

  private static DoubleArrayTrie trieOf(PieceTable pieces) {
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < pieces.size(); id++) {
      if (pieces.get(id).isSegmentable()) {
        ids.put(pieces.get(id).text(), id);
      }
    }
    return ids.isEmpty() ? new DoubleArrayTrie(new int[1]) : DoubleArrayBuilder.build(ids);
  }

  @Override
  public Segmentation segment(String normalized) {
    byte[] text = normalized.getBytes(StandardCharsets.UTF_8);
    // Of the best segmentation that ends at each byte: its last piece, where that begins, its sum.
    int[] ids = new int[text.length + 1];
    int[] begins = new int[text.length + 1];
    float[] sums = new float[text.length + 1];
    Arrays.fill(begins, -1);
    for (int begin = 0; begin < text.length; ) {
      int charEnd = begin + charBytes(text[begin]);
      boolean covered = false;
      int node = DoubleArrayTrie.ROOT;
      for (int end = begin; end < text.length; ) {
        node = trie.step(node, text[end++] & 0xFF);
        if (node == DoubleArrayTrie.NONE) {
          break;
        }
        int id = trie.value(node);
        if (id == DoubleArrayTrie.NONE || pieces.type(id) == Piece.Type.UNUSED) {
          continue;
        }
        double candidate = scoreOf(id, end - begin) + sums[begin];
        if (begins[end] < 0 || candidate > sums[end]) {
          sums[end] = (float) candidate;
          begins[end] = begin;
          ids[end] = id;
        }
        covered |= end == charEnd;
      }
      if (!covered) {
        float candidate = unknownScore + sums[begin];
        if (begins[charEnd] < 0 || candidate > sums[charEnd]) {
          sums[charEnd] = candidate;
          begins[charEnd] = begin;
          ids[charEnd] = pieces.unkId();
        }
      }
      begin = charEnd;
    }
    return backtrack(text, ids, begins);
  }

  @Override
  public Segmentation sample(String normalized, SubwordSampling sampling, SplittableRandom random) {
    if (sampling.nbestSize() < 0) {
      return lattice(normalized).draw(sampling.alpha(), random);
    }
    return sampling.nbestSize() <= 1
        ? segment(normalized)
        : lattice(normalized).drawAmongBest(sampling.nbestSize(), sampling.alpha(), random);
  }

  @Override
  public List<Segmentation> best(String normalized, int count) {
    return count == 1 ? List.of(segment(normalized)) : lattice(normalized).best(count);
  }

  private UnigramLattice lattice(String normalized) {
    int[] codePoints = normalized.codePoints().toArray();
    int[] chars = new int[codePoints.length + 1];
    for (int i = 0; i < codePoints.length; i++) {
      chars[i + 1] = chars[i] + Character.charCount(codePoints[i]);
    }
    UnigramLattice lattice = new UnigramLattice(chars);
    for (int begin = 0; begin < codePoints.length; begin++) {
      boolean covered = false;
      int node = DoubleArrayTrie.ROOT;
      for (int end = begin; end < codePoints.length; ) {
        node = Utf8.step(trie, node, codePoints[end++]);
        if (node == DoubleArrayTrie.NONE) {
          break;
        }
        int id = trie.value(node);
        if (id != DoubleArrayTrie.NONE && pieces.type(id) != Piece.Type.UNUSED) {
          lattice.add(begin, end, id, (float) scoreOf(id, end - begin));
          covered |= end == begin + 1;
        }
      }
      if (!covered) {
        lattice.add(begin, begin + 1, pieces.unkId(), unknownScore);
      }
    }
    return lattice;
  }

  /** Makes a user-defined piece win over any other way to cover its text. */
  private double scoreOf(int id, int length) {
    return pieces.type(id) == Piece.Type.USER_DEFINED ? length * maxScore - 0.1 : pieces.score(id);
  }

  private static Segmentation backtrack(byte[] text, int[] ids, int[] begins) {
    // next[b] is where the piece of the best segmentation that begins at b ends.
    int[] next = new int[text.length + 1];
    for (int end = text.length; end > 0; end = begins[end]) {
      next[begins[end]] = end;
    }
    Segmentation segmentation = new Segmentation(text.length / 3);
    int chars = 0;
    for (int begin = 0; begin < text.length; ) {
      int end = next[begin];
      for (; begin < end; begin += charBytes(text[begin])) {
        chars += charBytes(text[begin]) == 4 ? 2 : 1;
      }
      segmentation.add(ids[end], chars);
    }
    return segmentation;
  }

  private static int charBytes(byte lead) {
    int value = lead & 0xFF;
    return value < 0xC0 ? 1 : value < 0xE0 ? 2 : value < 0xF0 ? 3 : 4;
  }
}
