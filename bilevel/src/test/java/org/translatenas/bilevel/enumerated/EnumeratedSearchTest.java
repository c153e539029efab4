package org.translatenas.bilevel.enumerated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.translatenas.bilevel.ReversibleToy;
import org.translatenas.bilevel.SearchCheckpoints;
import org.translatenas.bilevel.SearchSettings;
import org.translatenas.bilevel.discrete.Argmax;
import org.translatenas.bilevel.method.ArchitectureTravel;
import org.translatenas.bilevel.method.BilevelSearch;
import org.translatenas.bilevel.method.EvaluationCost;
import org.translatenas.bilevel.method.MethodBuilder;
import org.translatenas.bilevel.method.MethodName;
import org.translatenas.bilevel.method.MethodParts;
import org.translatenas.reversible.Seeds;
import org.translatenas.reversible.StackSettings.Mode;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.training.config.EnumText;
import org.translatenas.training.optimiser.AdamSettings;
import org.translatenas.training.schedule.ConstantSchedule;

/**
 * All methods on a space whose 64 networks were all trained. Every method has as many gradient
 * evaluations; α's rate times its steps, the share of the warm-up and the weights' optimiser are
 * the same. Prints Markdown; docs/search-methods.md has the command.
 */
@Tag("slow")
class EnumeratedSearchTest {
  private static final int TASKS = 3;
  private static final int SEEDS = 5;
  private static final double BUDGET = 6000;
  private static final double WARMUP = 0.25;
  private static final double TRAVEL = 6; // of α: its rate times its steps
  private static final int BATCHES = 8; // as many examples as there are for validation
  private static final int QUARTER = 16;

  /** A method, and parts that differ from its own. */
  private record Row(MethodName name, List<String> over) {
    private MethodParts parts() {
      return ConfigReader.read(MethodParts.class, null, over).over(name.parts());
    }

    @Override
    public String toString() {
      String method = EnumText.of(name);
      return over.isEmpty() ? method : method + ", " + String.join(", ", over);
    }
  }

  private record Result(Row row, boolean normalised, double meanRank) {}

  /** iDARTS along drawn, nearly discrete architectures instead of a mixture of all candidates. */
  private static final Row IDARTS_DRAWN = drawn(MethodName.IDARTS);

  private static final List<Row> ROWS =
      Stream.concat(
              Arrays.stream(MethodName.values()).map(EnumeratedSearchTest::plain),
              Stream.of(drawn(MethodName.DARTS), IDARTS_DRAWN))
          .toList();

  private static Row plain(MethodName name) {
    return new Row(name, List.of());
  }

  private static Row drawn(MethodName name) {
    return new Row(name, List.of("sampler=concrete", "finalTemperature=0.03"));
  }

  private final List<Result> results = new ArrayList<>();
  private final List<Double> fromScratch = new ArrayList<>();

  /**
   * In plain supernets. As in its paper, mixing all candidates, iDARTS falls short, and the tables
   * show it. Random search trains networks from scratch: with shared weights it goes through this
   * space several times.
   */
  @Test
  void methodsThatDrawLandInTheBestQuarterAndBeatRandomSearch() {
    for (long task = 1; task <= TASKS; task++) {
      compare(task);
    }
    double random = fromScratch.stream().mapToDouble(rank -> rank).average().orElseThrow();
    for (Row row : List.of(plain(MethodName.SNAS), plain(MethodName.UNAS), IDARTS_DRAWN)) {
      assertThat(meanRank(row)).as(row.toString()).isLessThanOrEqualTo(QUARTER).isLessThan(random);
    }
  }

  /** Over tasks and seeds, of plain supernets. */
  private double meanRank(Row row) {
    return results.stream()
        .filter(result -> !result.normalised && result.row.equals(row))
        .mapToDouble(Result::meanRank)
        .average()
        .orElseThrow();
  }

  /** The planted network is drawn; none is left out. */
  private void compare(long number) {
    SplittableRandom random = new SplittableRandom(Seeds.named(number, "planted"));
    List<Integer> planted = random.ints(3, 1, 4).boxed().toList();
    EnumeratedTask task = EnumeratedTask.of(number, planted);
    EnumeratedTable table = EnumeratedTable.of(task);
    fromScratch.add(trainedFromScratch(table));
    double gap = (table.median() - table.bestQuarter()) / table.deviation();
    print(
        "%nTask %d, planted %s (rank %d): best quarter %.3f, median %.3f, deviation %.4f: %.0f"
            + " deviations apart; best of those trained from scratch instead: rank %.1f%n%n",
        number,
        ReversibleToy.initials(planted),
        table.rank(planted),
        table.bestQuarter(),
        table.median(),
        table.deviation(),
        gap,
        fromScratch.get(fromScratch.size() - 1));
    assertThat(gap).isGreaterThan(2);
    print(
        "| method | normalised | found (rank) | mean rank | mean loss |%n|---|---|---|---|---|%n");
    for (boolean normalised : new boolean[] {true, false}) {
      for (Row row : ROWS) {
        results.add(new Result(row, normalised, searches(task, table, row, normalised)));
      }
    }
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }

  /** The mean rank of what a method finds. */
  private static double searches(
      EnumeratedTask task, EnumeratedTable table, Row row, boolean normalised) {
    List<String> found = new ArrayList<>();
    double ranks = 0;
    double losses = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      List<Integer> network = search(task, row, normalised, seed);
      found.add(ReversibleToy.initials(network) + " (" + table.rank(network) + ")");
      ranks += table.rank(network);
      losses += table.mean(network);
    }
    print(
        "| %s | %s | %s | %.1f | %.3f |%n",
        row, normalised ? "yes" : "no", String.join(", ", found), ranks / SEEDS, losses / SEEDS);
    return ranks / SEEDS;
  }

  private static List<Integer> search(EnumeratedTask task, Row row, boolean normalised, long seed) {
    MethodParts parts = row.parts();
    EvaluationCost cost = EvaluationCost.of(parts);
    long updates = cost.updates(BUDGET, WARMUP);
    long alone = Math.round(WARMUP * updates);
    SearchSettings settings =
        new SearchSettings(
            updates,
            AdamSettings.TRANSFORMER,
            new ConstantSchedule(EnumeratedTask.RATE),
            0,
            new AdamSettings(
                parts.architectureBeta1(),
                parts.architectureBeta2(),
                1e-8,
                row.name.scale().architectureDecay()),
            new ConstantSchedule(ArchitectureTravel.of(parts, 1, updates, alone).rate(TRAVEL)),
            seed);
    long root = Seeds.named(seed, "search");
    try (ReversibleToy toy = new ReversibleToy(Mode.REVERSIBLE, 0, normalised, root)) {
      return new BilevelSearch(
              new MethodBuilder(parts)
                  .build(alone, Argmax.ofAll(toy.nodes()), List.of(), List.of(), BATCHES),
              settings)
          .run(
              toy,
              EnumeratedTask.batches(task.train(), Seeds.named(seed, "weights")),
              EnumeratedTask.batches(task.validation(), Seeds.named(seed, "architecture")),
              SearchCheckpoints.NONE,
              step -> {})
          .choices();
    }
  }

  /** The mean rank of the best of as many drawn networks as could be trained instead. */
  private static double trainedFromScratch(EnumeratedTable table) {
    int trained = (int) (BUDGET / EnumeratedTask.UPDATES);
    SplittableRandom random = new SplittableRandom(1);
    List<List<Integer>> all = ReversibleToy.architectures();
    return IntStream.range(0, 1000)
        .map(
            i ->
                random
                    .ints(trained, 0, all.size())
                    .map(network -> table.rank(all.get(network)))
                    .min()
                    .orElseThrow())
        .average()
        .orElseThrow();
  }
}
