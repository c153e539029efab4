package org.translatenas.bilevel.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.SearchStep;
import org.translatenas.bilevel.ToySupernet;
import org.translatenas.reversible.Wants;

class DartsSearchTest {
  private static final int UPDATES = 400;

  @Test
  void findsThePlantedArchitecture() {
    try (ToySupernet supernet = new ToySupernet()) {
      List<SearchStep> steps = new ArrayList<>();
      List<Integer> found = run(supernet, 1, steps);
      assertThat(found).isEqualTo(ToySupernet.BEST);
      assertThat(steps).extracting(SearchStep::update).hasSize(UPDATES).first().isEqualTo(1L);
      SearchStep last = steps.get(UPDATES - 1);
      assertThat(last.update()).isEqualTo(UPDATES);
      assertThat(last.choices()).isEqualTo(found);
      assertThat(last.weightLoss().meanLoss())
          .isLessThan(0.1 * steps.get(0).weightLoss().meanLoss());
      assertThat(Mixtures.entropy(last.mixing()))
          .isLessThan(0.9 * Mixtures.entropy(steps.get(0).mixing()));
    }
  }

  @Test
  void theSameSeedGivesTheSameStreamOfSteps() {
    List<String> one = stream(1);
    assertThat(stream(1)).isEqualTo(one);
    assertThat(stream(2)).isNotEqualTo(one);
  }

  private static List<String> stream(long seed) {
    try (ToySupernet supernet = new ToySupernet()) {
      List<SearchStep> steps = new ArrayList<>();
      run(supernet, seed, steps);
      return steps.stream()
          .map(
              step ->
                  "%d %s %s %s %s %s"
                      .formatted(
                          step.update(),
                          step.weightLoss().lossSum(),
                          step.architectureLoss().lossSum(),
                          Arrays.deepToString(step.mixing()),
                          step.choices(),
                          step.gradientNorm()))
          .toList();
    }
  }

  /** An architecture step that computed weight gradients would cost a third more. */
  @Test
  void weightAndArchitectureStepsAskByTurnsForTheirOwnGradients() {
    try (ToySupernet supernet = new ToySupernet()) {
      run(supernet, 1, new ArrayList<>());
      assertThat(supernet.wants).hasSize(2 * UPDATES);
      for (int i = 0; i < supernet.wants.size(); i++) {
        assertThat(supernet.wants.get(i)).isEqualTo(i % 2 == 0 ? Wants.WEIGHTS : Wants.MIXING);
      }
      assertThat(supernet.staleGradients).isFalse();
    }
  }

  @Test
  void duringItsWarmupTheArchitectureStaysWhereItIs() {
    try (ToySupernet supernet = new ToySupernet()) {
      List<SearchStep> steps = new ArrayList<>();
      SearchMethod warming = ToySettings.method(MethodName.DARTS, 3, supernet.nodes());
      ToySettings.run(new BilevelSearch(warming, ToySettings.of(5, 1)), supernet, steps::add);
      assertThat(supernet.wants)
          .containsExactly(
              Wants.WEIGHTS,
              Wants.WEIGHTS,
              Wants.WEIGHTS,
              Wants.WEIGHTS,
              Wants.MIXING,
              Wants.WEIGHTS,
              Wants.MIXING);
      assertThat(steps.get(2).architectureLoss()).isNull();
      assertThat(steps.get(2).mixing()).isDeepEqualTo(steps.get(0).mixing());
      assertThat(steps.get(3).mixing()).isNotEqualTo(steps.get(2).mixing());
    }
  }

  @Test
  void everyEvaluationHasNoiseOfItsOwn() {
    try (ToySupernet supernet = new ToySupernet()) {
      run(supernet, 1, new ArrayList<>());
      assertThat(new HashSet<>(supernet.seeds)).hasSameSizeAs(supernet.seeds);
    }
  }

  private static List<Integer> run(ToySupernet supernet, long seed, List<SearchStep> steps) {
    BilevelSearch search = ToySettings.search(MethodName.DARTS, supernet, UPDATES, seed);
    return ToySettings.run(search, supernet, steps::add).choices();
  }
}
