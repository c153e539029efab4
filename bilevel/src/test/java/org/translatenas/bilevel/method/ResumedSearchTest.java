package org.translatenas.bilevel.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.translatenas.bilevel.Memory;
import org.translatenas.bilevel.ReversibleToy;
import org.translatenas.bilevel.SearchCheckpoints;
import org.translatenas.bilevel.SearchResult;
import org.translatenas.bilevel.Supernet;
import org.translatenas.bilevel.gradient.Baseline;
import org.translatenas.bilevel.objective.DiscreteObjective;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.StackSettings;
import org.translatenas.reversible.Torch;

/** A search that goes on takes the very steps of one that was never stopped, by every method. */
class ResumedSearchTest {
  private static final int UPDATES = 23;
  private static final int STOP = 12;
  private static final List<Integer> PLANTED = List.of(2, 3, 1);

  /** Keeps the state after {@link #STOP} updates in Java's memory. */
  private static final class Kept implements SearchCheckpoints {
    private final Map<String, List<double[]>> numbers = new LinkedHashMap<>();
    private final Map<String, double[]> memory = new LinkedHashMap<>();
    private long update;

    @Override
    public long restore(List<Part> parts, List<Memory> memories) {
      if (update > 0) {
        assertThat(parts).extracting(Part::name).containsExactlyElementsOf(numbers.keySet());
        assertThat(memories).extracting(Memory::name).containsExactlyElementsOf(memory.keySet());
        memories.forEach(part -> part.restore(memory.get(part.name())));
        parts.forEach(part -> fill(part, numbers.get(part.name())));
      }
      return update;
    }

    private static void fill(Part part, List<double[]> kept) {
      Scope.run(
          () -> {
            Torch.copy(Torch.manager().create(kept.get(0)), part.parameters().values());
            Torch.copy(Torch.manager().create(kept.get(1)), part.optimiser().moment1());
            Torch.copy(Torch.manager().create(kept.get(2)), part.optimiser().moment2());
          });
      part.optimiser().restoreUpdates((long) kept.get(3)[0]);
    }

    @Override
    public void after(long now, boolean ends, List<Part> parts, List<Memory> memories) {
      assertThat(ends).isEqualTo(now == UPDATES);
      if (now != STOP) {
        return;
      }
      update = now;
      memories.forEach(part -> memory.put(part.name(), part.numbers().clone()));
      for (Part part : parts) {
        numbers.put(
            part.name(),
            List.of(
                part.parameters().values().toDoubleArray(),
                part.optimiser().moment1().toDoubleArray(),
                part.optimiser().moment2().toDoubleArray(),
                new double[] {part.optimiser().updates()}));
      }
    }
  }

  /** A stream that counts, so that another can go on where it was. */
  private static final class Counted implements Supplier<ReversibleToy.Batch> {
    private final Supplier<ReversibleToy.Batch> batches;
    private int taken;

    Counted(long seed, int skipped) {
      batches = ReversibleToy.batches(1, PLANTED, 0, 8, seed);
      for (int i = 0; i < skipped; i++) {
        assertThat(get()).isNotNull();
      }
    }

    @Override
    public ReversibleToy.Batch get() {
      taken++;
      return batches.get();
    }
  }

  static Stream<Arguments> methods() {
    return Stream.concat(
        Arrays.stream(MethodName.values()).map(name -> Arguments.of(name, over(name))),
        Stream.of(
            Arguments.of(MethodName.UNAS, new String[] {"gradient=reinforce"}),
            Arguments.of(
                MethodName.DARTS_PRIME,
                new String[] {"regulariser=admm", "admmPeriod=2", "schedule=alternating"}),
            Arguments.of(MethodName.DARTS_PRIME, new String[] {"relaxation=clamp"}),
            Arguments.of(
                MethodName.IDARTS, new String[] {"schedule=informed", "informedFrequency=1"})));
  }

  /** By itself DARTS-PRIME would not move α in so few updates. */
  private static String[] over(MethodName name) {
    return name == MethodName.DARTS_PRIME ? new String[] {"informedThreshold=1e6"} : new String[0];
  }

  @ParameterizedTest
  @MethodSource("methods")
  void equalsAnUninterruptedOne(MethodName name, String[] over) {
    Kept kept = new Kept();
    List<String> whole = new ArrayList<>();
    int[] taken = new int[2];
    String found = run(name, over, new int[2], kept, whole, taken);
    assertThat(kept.update).isEqualTo(STOP);
    assertThat(whole).hasSize(UPDATES);
    List<String> rest = new ArrayList<>();
    assertThat(run(name, over, taken, kept, rest, new int[2])).isEqualTo(found);
    assertThat(rest).isEqualTo(whole.subList(STOP, UPDATES));
    // Something was left to find: α moves after the stop.
    String mixing = "[^\\[]*(\\[\\[.*\\]\\]).*";
    assertThat(rest.get(rest.size() - 1).replaceAll(mixing, "$1"))
        .isNotEqualTo(whole.get(STOP - 1).replaceAll(mixing, "$1"));
  }

  /**
   * One search.
   *
   * @param skipped batches of both streams that were taken before
   * @param taken is filled with those taken until {@link #STOP}
   */
  private static String run(
      MethodName name,
      String[] over,
      int[] skipped,
      SearchCheckpoints checkpoints,
      List<String> steps,
      int[] taken) {
    Counted weights = new Counted(3, skipped[0]);
    Counted architecture = new Counted(4, skipped[1]);
    try (ReversibleToy toy = new ReversibleToy(StackSettings.Mode.REVERSIBLE, 0.1, 9)) {
      Supernet<ReversibleToy.Batch> supernet = toy;
      DiscreteObjective objective = // none where α does not learn
          new DiscreteObjective(0.1, 2, choices -> choices.hashCode() % 7, new Baseline("odd"));
      boolean learns =
          name != MethodName.RANDOM && !Arrays.asList(over).contains("relaxation=clamp");
      SearchMethod method =
          ToySettings.method(
              name, 2, toy.nodes(), List.of(), learns ? List.of(objective) : List.of(), over);
      SearchResult result =
          new BilevelSearch(method, ToySettings.of(UPDATES, 1))
              .run(
                  supernet,
                  weights,
                  architecture,
                  checkpoints,
                  step -> {
                    if (step.update() == STOP) {
                      taken[0] = weights.taken;
                      taken[1] = architecture.taken;
                    }
                    steps.add(
                        "%d %s %s %s %s"
                            .formatted(
                                step.update(),
                                step.weightLoss().lossSum(),
                                Arrays.deepToString(step.mixing()),
                                step.choices(),
                                step.gradientNorm()));
                  });
      return result.choices() + " " + Arrays.deepToString(result.mixing());
    }
  }
}
