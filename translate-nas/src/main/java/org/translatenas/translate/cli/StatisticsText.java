package org.translatenas.translate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.translatenas.translate.data.PreparationStatistics;

/** The statistics of a preparation as lines for people. */
final class StatisticsText {
  private StatisticsText() {}

  static List<String> of(PreparationStatistics statistics) {
    List<String> lines = new ArrayList<>();
    lines.add(
        statistics.tokenizerLines() == 0
            ? format("tokenizer: %,d pieces, given", statistics.vocabularySize())
            : format(
                "tokenizer: %,d pieces, trained on %,d lines",
                statistics.vocabularySize(), statistics.tokenizerLines()));
    add(lines, "train", statistics.train());
    add(lines, "valid", statistics.valid());
    if (statistics.test() != null) {
      add(lines, "test", statistics.test());
    }
    return lines;
  }

  private static void add(List<String> lines, String name, PreparationStatistics.Part part) {
    lines.add(
        format(
            "%s: kept %,d of %,d pairs; dropped %,d empty, %,d too long, %,d disproportionate",
            name,
            part.pairsKept(),
            part.pairsRead(),
            part.droppedEmpty(),
            part.droppedTooLong(),
            part.droppedDisproportionate()));
    add(lines, part.source());
    add(lines, part.target());
  }

  private static void add(List<String> lines, PreparationStatistics.Side side) {
    lines.add(
        format(
            "  %s: %,d words, %,d pieces, %.2f pieces per word, %.3f %% unknown, longest %d",
            side.file(),
            side.words(),
            side.pieces(),
            side.piecesPerWord(),
            100 * side.unknownRate(),
            side.longest()));
    if (side.carriageReturns() > 0) {
      lines.add(
          format(
              "  %s: took a carriage return off the end of %,d lines",
              side.file(), side.carriageReturns()));
    }
    if (side.byteOrderMark()) {
      lines.add(format("  %s: took off a byte order mark", side.file()));
    }
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
