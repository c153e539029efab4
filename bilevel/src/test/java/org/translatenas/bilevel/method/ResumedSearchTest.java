package org.translatenas.bilevel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;

/** A search that goes on takes the very steps of one that was never stopped. */
class ResumedSearchTest {
  private static final int UPDATES = 12;
  private static final int STOP = 5;

  /** Keeps the state after {@link #STOP} updates in Java's memory. */
  private static final class Kept implements SearchCheckpoints {
    private final Map<String, List<double[]>> numbers = new LinkedHashMap<>();
    private long update;

    @Override
    public long restore(List<Part> parts) {
      if (update > 0) {
        assertThat(parts).extracting(Part::name).containsExactlyElementsOf(numbers.keySet());
      }
      for (Part part : parts) {
        if (update > 0) {
          List<double[]> kept = numbers.get(part.name());
          Scope.run(
              () -> {
                Torch.copy(Torch.manager().create(kept.get(0)), part.parameters().values());
                Torch.copy(Torch.manager().create(kept.get(1)), part.optimiser().moment1());
                Torch.copy(Torch.manager().create(kept.get(2)), part.optimiser().moment2());
              });
          part.optimiser().restoreUpdates((long) kept.get(3)[0]);
        }
      }
      return update;
    }

    @Override
    public void after(long now, List<Part> parts) {
      if (now != STOP) {
        return;
      }
      update = now;
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

  private static Supplier<double[]> batches(long seed, long after) {
    Supplier<double[]> batches = ToySupernet.batches(seed);
    for (long i = 0; i < after; i++) {
      double[] skipped = batches.get();
      assertThat(skipped).isNotEmpty();
    }
    return batches;
  }

  @ParameterizedTest
  @ValueSource(strings = {"darts", "random"})
  void equalsAnUninterruptedOne(String method) {
    SearchSettings settings = ToySettings.of(UPDATES, 1);
    ArchitectureSearch search =
        method.equals("darts") ? new DartsSearch(settings) : new RandomSearch(settings);
    Kept kept = new Kept();
    List<String> whole = new ArrayList<>();
    List<Integer> found = run(search, 0, kept, whole);
    assertThat(kept.update).isEqualTo(STOP);
    List<String> rest = new ArrayList<>();
    assertThat(run(search, STOP, kept, rest)).isEqualTo(found);
    assertThat(rest).isEqualTo(whole.subList(STOP, UPDATES));
  }

  private static List<Integer> run(
      ArchitectureSearch search, long after, SearchCheckpoints checkpoints, List<String> steps) {
    try (ToySupernet supernet = new ToySupernet()) {
      // Random search has read none of the architecture's batches when its weights are trained.
      long judged = search instanceof DartsSearch ? after : 0;
      return search.run(
          supernet,
          batches(3, after),
          batches(4, judged),
          checkpoints,
          step ->
              steps.add(
                  "%d %s %s %s %s"
                      .formatted(
                          step.update(),
                          step.weightLoss().lossSum(),
                          Arrays.deepToString(step.mixing()),
                          step.choices(),
                          step.gradientNorm())));
    }
  }
}
