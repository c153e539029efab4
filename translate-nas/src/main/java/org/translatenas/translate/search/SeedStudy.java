package org.translatenas.translate.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.translate.architecture.SearchSpace.SearchedNode;

/**
 * The same search from several seeds: what is luck and what is found. Repeating a search is the
 * only way to know (Liu, Simonyan, Yang 2019; Yang, Esperança, Carlucci 2020).
 *
 * @param outcomes by seed
 * @param nodes the searched nodes
 */
public record SeedStudy(Map<Long, SearchOutcome> outcomes, List<SearchedNode> nodes) {
  /** Mean and sample standard deviation; the deviation of one number is 0. */
  record Spread(double mean, double deviation) {
    static Spread of(List<Double> numbers) {
      double mean = numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      double squares = numbers.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
      return new Spread(mean, numbers.size() < 2 ? 0 : Math.sqrt(squares / (numbers.size() - 1)));
    }

    String text(String format) {
      return String.format(Locale.ROOT, format + " ± " + format, mean, deviation);
    }
  }

  /** Of the losses. */
  Spread loss() {
    return Spread.of(outcomes.values().stream().map(SearchOutcome::loss).toList());
  }

  /** The share of nodes at which two searches take the same operation, over all pairs. */
  Spread agreement() {
    return Spread.of(
        pairs(
            List.copyOf(outcomes.values()),
            (a, b) ->
                IntStream.range(0, nodes.size())
                    .mapToDouble(
                        node -> a.choices().get(node).equals(b.choices().get(node)) ? 1 : 0)
                    .average()
                    .orElseThrow()));
  }

  /**
   * How alike the mixing weights of two searches are, {@link Mixtures#correlation}, over all pairs;
   * null without two that have some. It tells signal from noise where the weights are still so near
   * to each other that the largest is chance.
   */
  Spread correlation() {
    List<SearchOutcome> mixed =
        outcomes.values().stream().filter(outcome -> outcome.mixing() != null).toList();
    return mixed.size() < 2
        ? null
        : Spread.of(pairs(mixed, (a, b) -> Mixtures.correlation(a.mixing(), b.mixing())));
  }

  private static List<Double> pairs(
      List<SearchOutcome> all, ToDoubleBiFunction<SearchOutcome, SearchOutcome> likeness) {
    List<Double> result = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        result.add(likeness.applyAsDouble(all.get(i), all.get(j)));
      }
    }
    return result;
  }

  /** The agreement of architectures drawn at random. */
  double chance() {
    return nodes.stream().mapToDouble(node -> 1.0 / node.kinds().size()).average().orElseThrow();
  }

  /** How often each operation was taken at a node, most often first. */
  private String votes(int node) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (SearchOutcome outcome : outcomes.values()) {
      counts.merge(
          nodes.get(node).kinds().get(outcome.choices().get(node)).text(), 1, Integer::sum);
    }
    return String.join(
        ", ",
        counts.entrySet().stream()
            .sorted((a, b) -> b.getValue() - a.getValue())
            .map(entry -> entry.getValue() + " × " + entry.getKey())
            .toList());
  }

  /** The report, in lines. */
  public String text() {
    StringBuilder text = new StringBuilder();
    outcomes.forEach(
        (seed, outcome) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "seed %d   loss %.4f   %s%,.0f s%n",
                    seed,
                    outcome.loss(),
                    outcome.collapse() == null
                        ? ""
                        : String.format(
                            Locale.ROOT,
                            "weightless %.0f %%   entropy %.1f %%   ",
                            100 * outcome.collapse().weightlessShare(),
                            100 * outcome.collapse().entropyShare()),
                    outcome.seconds())));
    text.append("loss      ").append(loss().text("%.4f")).append('\n');
    text.append(
        String.format(
            Locale.ROOT,
            "agreement %s of the nodes (drawn at random: %.3f)%n",
            agreement().text("%.3f"),
            chance()));
    Spread correlation = correlation();
    if (correlation != null) {
      text.append("mixing weights correlate at ")
          .append(correlation.text("%.2f"))
          .append(" (noise: 0)\n");
    }
    for (int node = 0; node < nodes.size(); node++) {
      text.append(String.format("%-12s %s%n", nodes.get(node).name(), votes(node)));
    }
    return text.toString();
  }
}
