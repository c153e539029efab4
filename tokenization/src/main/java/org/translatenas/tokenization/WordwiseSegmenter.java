package org.translatenas.tokenization;

import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Segments word by word and remembers the words. Right only for a model in which no piece reaches
 * over the border of two words, and merges in one word do not bear on another.
 */
final class WordwiseSegmenter implements Segmenter {
  private static final int MAX_REMEMBERED_WORDS = 1 << 17;
  private static final int MAX_REMEMBERED_LENGTH = 64;

  private final Segmenter inner;
  private final boolean spaceEndsWord;
  private final ConcurrentHashMap<String, Segmentation> remembered = new ConcurrentHashMap<>();

  private WordwiseSegmenter(Segmenter inner, boolean spaceEndsWord) {
    this.inner = inner;
    this.spaceEndsWord = spaceEndsWord;
  }

  /** Around {@code inner} if the pieces allow it, else {@code inner} itself. */
  static Segmenter around(Segmenter inner, PieceTable pieces) {
    boolean canBegin = true;
    boolean canEnd = true;
    for (Piece piece : pieces.pieces()) {
      if (piece.type() == Piece.Type.UNUSED) {
        // How it is taken apart depends on the last place in the text where it was made.
        return inner;
      }
      if (piece.isSegmentable()) {
        String text = piece.text();
        canBegin &= text.indexOf(TextNormalizer.SPACE_SYMBOL, 1) < 0;
        int first = text.indexOf(TextNormalizer.SPACE_SYMBOL);
        canEnd &= first < 0 || first == text.length() - 1;
      }
    }
    return canBegin || canEnd ? new WordwiseSegmenter(inner, !canBegin) : inner;
  }

  @Override
  public Segmentation segment(String normalized) {
    Segmentation segmentation = new Segmentation(normalized.length() / 2);
    int begin = 0;
    while (begin < normalized.length()) {
      int end = endOfWord(normalized, begin);
      segmentation.addAll(segmentWord(normalized.substring(begin, end)), begin);
      begin = end;
    }
    return segmentation;
  }

  @Override
  public Segmentation sample(String normalized, SubwordSampling sampling, SplittableRandom random) {
    return inner.sample(normalized, sampling, random);
  }

  private int endOfWord(String text, int begin) {
    int space = text.indexOf(TextNormalizer.SPACE_SYMBOL, spaceEndsWord ? begin : begin + 1);
    if (space < 0) {
      return text.length();
    }
    return spaceEndsWord ? space + 1 : space;
  }

  private Segmentation segmentWord(String word) {
    Segmentation known = remembered.get(word);
    if (known != null) {
      return known;
    }
    Segmentation segmentation = inner.segment(word);
    if (word.length() <= MAX_REMEMBERED_LENGTH
        && remembered.mappingCount() < MAX_REMEMBERED_WORDS) {
      remembered.put(word, segmentation);
    }
    return segmentation;
  }
}
