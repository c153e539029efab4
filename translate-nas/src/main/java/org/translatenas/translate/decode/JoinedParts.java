package org.translatenas.translate.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Translations of a line that was read in parts, from those of its parts: of each part one. */
final class JoinedParts {
  private static final Comparator<List<Hypothesis>> BEST_FIRST =
      Comparator.<List<Hypothesis>>comparingDouble(
              line -> line.stream().mapToDouble(Hypothesis::score).sum())
          .reversed();

  private JoinedParts() {}

  /**
   * Those with the best sums of scores, best first. Whatever comes after, what is not among the
   * best of the first parts is not in the best of the line.
   *
   * @param parts translations of each part
   * @param count how many at the most
   */
  static List<List<Hypothesis>> best(List<List<Hypothesis>> parts, int count) {
    List<List<Hypothesis>> lines = List.of(List.of());
    for (List<Hypothesis> part : parts) {
      lines =
          lines.stream()
              .flatMap(line -> part.stream().map(next -> and(line, next)))
              .sorted(BEST_FIRST)
              .limit(count)
              .toList();
    }
    return lines;
  }

  /**
   * What was drawn: the first draws of all parts together, the second ones, … A draw of a line owes
   * nothing to the scores of others, though the best is the first that is returned.
   *
   * @param parts draws of each part, equally many
   */
  static List<List<Hypothesis>> draws(List<List<Hypothesis>> parts) {
    List<List<Hypothesis>> lines = new ArrayList<>();
    for (int draw = 0; draw < parts.get(0).size(); draw++) {
      int number = draw;
      lines.add(parts.stream().map(part -> part.get(number)).toList());
    }
    lines.sort(BEST_FIRST);
    return lines;
  }

  private static List<Hypothesis> and(List<Hypothesis> line, Hypothesis next) {
    List<Hypothesis> longer = new ArrayList<>(line);
    longer.add(next);
    return longer;
  }
}
