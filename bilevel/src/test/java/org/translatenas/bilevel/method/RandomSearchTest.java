package org.translatenas.bilevel.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.SearchStep;
import org.translatenas.bilevel.ToySupernet;
import org.translatenas.reversible.Wants;

class RandomSearchTest {
  /** 2,000 updates score 200 draws of the 64 architectures. */
  private static final int UPDATES = 2000;

  @Test
  void findsThePlantedArchitectureWithEnoughDraws() {
    try (ToySupernet supernet = new ToySupernet()) {
      List<SearchStep> steps = new ArrayList<>();
      assertThat(run(supernet, UPDATES, steps)).isEqualTo(ToySupernet.BEST);

      assertThat(steps).hasSize(UPDATES);
      assertThat(steps).allSatisfy(step -> assertThat(step.architectureLoss()).isNull());
      Set<List<Integer>> drawn = new HashSet<>();
      for (SearchStep step : steps) {
        drawn.add(step.choices());
        assertThat(step.mixing()).isDeepEqualTo(Mixtures.oneHot(step.mixing(), step.choices()));
      }
      assertThat(drawn).as("all architectures train").hasSize(64);
    }
  }

  /** Trains with as many weight steps as DARTS, then spends its architecture steps on scores. */
  @Test
  void spendsTheBudgetOfDarts() {
    try (ToySupernet supernet = new ToySupernet()) {
      run(supernet, 100, new ArrayList<>());
      List<Wants> expected = new ArrayList<>(Collections.nCopies(100, Wants.WEIGHTS));
      expected.addAll(Collections.nCopies(100, Wants.NOTHING));
      assertThat(supernet.wants).isEqualTo(expected);
      assertThat(supernet.staleGradients).isFalse();
    }
  }

  @Test
  void scoresAtLeastOneArchitectureHoweverFewTheUpdates() {
    try (ToySupernet supernet = new ToySupernet()) {
      assertThat(run(supernet, 2, new ArrayList<>())).hasSize(3);
      assertThat(supernet.wants)
          .containsExactly(Wants.WEIGHTS, Wants.WEIGHTS, Wants.NOTHING, Wants.NOTHING);
    }
  }

  @Test
  void theSameSeedGivesTheSameDraws() {
    assertThat(draws(7)).isEqualTo(draws(7));
    assertThat(draws(8)).isNotEqualTo(draws(7));
  }

  private static List<List<Integer>> draws(long seed) {
    try (ToySupernet supernet = new ToySupernet()) {
      List<SearchStep> steps = new ArrayList<>();
      BilevelSearch search = ToySettings.search(MethodName.RANDOM, supernet, 20, seed);
      ToySettings.run(search, supernet, steps::add);
      return steps.stream().map(SearchStep::choices).toList();
    }
  }

  private static List<Integer> run(ToySupernet supernet, int updates, List<SearchStep> steps) {
    return ToySettings.run(MethodName.RANDOM, supernet, updates, steps::add);
  }
}
