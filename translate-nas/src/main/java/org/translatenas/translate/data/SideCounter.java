package org.translatenas.translate.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Adds up one language's sentences for {@link PreparationStatistics.Side}. */
final class SideCounter {
  private final int unknownId;
  private final List<Long> histogram = new ArrayList<>();
  private long words;
  private long pieces;
  private long unknownPieces;
  private int longest;

  SideCounter(int unknownId) {
    this.unknownId = unknownId;
  }

  void add(String text, int[] ids) {
    words += new StringTokenizer(text).countTokens();
    pieces += ids.length;
    for (int id : ids) {
      unknownPieces += id == unknownId ? 1 : 0;
    }
    longest = Math.max(longest, ids.length);
    int bin = ids.length / PreparationStatistics.HISTOGRAM_WIDTH;
    while (histogram.size() <= bin) {
      histogram.add(0L);
    }
    histogram.set(bin, histogram.get(bin) + 1);
  }

  PreparationStatistics.Side statistics(Path file, TextLines read) {
    return new PreparationStatistics.Side(
        file.toString(),
        read.sha256(),
        read.carriageReturns(),
        read.byteOrderMark(),
        words,
        pieces,
        rate(pieces, words),
        unknownPieces,
        rate(unknownPieces, pieces),
        longest,
        List.copyOf(histogram));
  }

  private static double rate(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
