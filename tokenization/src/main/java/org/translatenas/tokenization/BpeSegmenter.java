package org.translatenas.tokenization;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Byte-pair encoding: of all neighbours that together are a piece, the pair with the highest score
 * is merged, the leftmost of equals, until none is left. Merges that end in an unused piece are
 * undone.
 *
 * <p>Source: Sennrich et al. 2016, arXiv:1508.07909; Provilkov et al. 2020, arXiv:1910.13267; the
 * agenda as in SentencePiece.
 */
final class BpeSegmenter implements Segmenter {
  private static final int NONE = -1;

  private final PieceTable pieces;
  private final SymbolMatcher userDefined;

  BpeSegmenter(PieceTable pieces) {
    this.pieces = pieces;
    this.userDefined = pieces.userDefined();
  }

  @Override
  public Segmentation segment(String normalized) {
    return new Merging(normalized).run(() -> false);
  }

  /** BPE-dropout: a merge whose turn has come is left out with probability alpha. */
  @Override
  public Segmentation sample(String normalized, SubwordSampling sampling, SplittableRandom random) {
    return new Merging(normalized).run(() -> random.nextDouble() < sampling.alpha());
  }

  /** A merge that may be done; {@code length}, of both in chars, tells if it is out of date. */
  private record Candidate(float score, int left, int right, int length)
      implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      // Not Float.compare: -0 and 0 are equal scores.
      if (score != other.score) {
        return score > other.score ? -1 : 1;
      }
      return Integer.compare(left, other.left);
    }
  }

  /** The state while one text is segmented: a linked list of symbols, and the agenda. */
  private final class Merging {
    private final String text;
    private final int[] begin;
    private final int[] end;
    private final int[] previous;
    private final int[] next;
    private final boolean[] frozen;
    private final PriorityQueue<Candidate> agenda = new PriorityQueue<>();

    /** How unused pieces were last made: the length in chars of their left part. */
    private final Map<String, Integer> splits = new HashMap<>();

    private int count;

    Merging(String text) {
      this.text = text;
      begin = new int[text.length()];
      end = new int[text.length()];
      previous = new int[text.length()];
      next = new int[text.length()];
      frozen = new boolean[text.length()];
    }

    Segmentation run(BooleanSupplier dropped) {
      split();
      for (int i = 1; i < count; i++) {
        propose(i - 1, i);
      }
      while (!agenda.isEmpty()) {
        Candidate best = agenda.remove();
        int left = best.left();
        int right = best.right();
        if (length(left) == 0
            || length(right) == 0
            || length(left) + length(right) != best.length()
            || dropped.getAsBoolean()) {
          continue;
        }
        end[left] = end[right];
        begin[right] = end[right];
        next[left] = next[right];
        if (next[right] != NONE) {
          previous[next[right]] = left;
        }
        propose(previous[left], left);
        propose(left, next[left]);
      }
      Segmentation segmentation = new Segmentation(count);
      for (int i = count == 0 ? NONE : 0; i != NONE; i = next[i]) {
        emit(begin[i], end[i], segmentation);
      }
      return segmentation;
    }

    private void split() {
      for (int i = 0; i < text.length(); count++) {
        int symbol = userDefined.longestAt(text, i);
        frozen[count] = symbol > 0;
        begin[count] = i;
        i += symbol > 0 ? symbol : Character.charCount(text.codePointAt(i));
        end[count] = i;
        previous[count] = count - 1;
        next[count] = i < text.length() ? count + 1 : NONE;
      }
    }

    private int length(int symbol) {
      return end[symbol] - begin[symbol];
    }

    private void propose(int left, int right) {
      if (left == NONE || right == NONE || frozen[left] || frozen[right]) {
        return;
      }
      String merged = text.substring(begin[left], end[right]);
      Integer id = pieces.segmentable(merged);
      if (id == null) {
        return;
      }
      agenda.add(new Candidate(pieces.score(id), left, right, merged.length()));
      if (pieces.type(id) == Piece.Type.UNUSED) {
        splits.put(merged, length(left));
      }
    }

    private void emit(int from, int to, Segmentation segmentation) {
      String piece = text.substring(from, to);
      int id = pieces.idOrUnknown(piece);
      Integer leftLength = pieces.type(id) == Piece.Type.UNUSED ? splits.get(piece) : null;
      if (leftLength == null) {
        segmentation.add(id, to);
        return;
      }
      emit(from, from + leftLength, segmentation);
      emit(from + leftLength, to, segmentation);
    }
  }
}
