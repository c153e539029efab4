package org.translatenas.bilevel.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.translatenas.bilevel.ToySupernet;
import org.translatenas.reversible.Wants;

/** Searches that learn α and then take the best of what they draw with it. */
class BestOfDrawsTest {
  private static final String DRAWS = "derivation=best-of-draws";

  private static List<Integer> run(
      MethodName name, ToySupernet supernet, int updates, String... over) {
    return ToySettings.run(name, supernet, updates, step -> true, over);
  }

  /** GDAS trains single architectures but learns nothing of them here; scores know better. */
  @Test
  void scoresFindWhatAlphaDoesNotSay() {
    try (ToySupernet supernet = new ToySupernet();
        ToySupernet scored = new ToySupernet()) {
      assertThat(run(MethodName.GDAS, supernet, 1000)).isNotEqualTo(ToySupernet.BEST);
      assertThat(run(MethodName.GDAS, scored, 1000, DRAWS)).isEqualTo(ToySupernet.BEST);
    }
  }

  @Test
  void asManyEvaluationsAsUpdatesComeAtTheEnd() {
    try (ToySupernet supernet = new ToySupernet()) {
      run(MethodName.SNAS, supernet, 25, DRAWS);
      List<Wants> expected = new ArrayList<>(Collections.nCopies(25, Wants.BOTH));
      expected.addAll(Collections.nCopies(20, Wants.NOTHING)); // two of ten batches each
      assertThat(supernet.wants).isEqualTo(expected);
    }
  }

  /** A search that is ended early does not spend what the rest would have. */
  @Test
  void aSearchThatEndsEarlyScoresLess() {
    try (ToySupernet supernet = new ToySupernet()) {
      ToySettings.run(MethodName.RANDOM, supernet, 1_000_000, step -> step.update() < 30);
      assertThat(supernet.wants).hasSize(60);
    }
  }

  /** α's own choice is scored before the draws, and penalties count. */
  @Test
  void theLowestSumOfLossAndPenaltyWins() {
    List<Integer> other = List.of(1, 1, 1);
    try (ToySupernet supernet = new ToySupernet()) {
      BestOfDraws three = new BestOfDraws(2, 6);
      List<Long> drawn = new ArrayList<>();
      assertThat(
              three.choose(
                  supernet,
                  ToySupernet.batches(1),
                  List.of(ToySupernet.BEST),
                  i -> {
                    drawn.add(i);
                    return other;
                  },
                  choices -> 0))
          .isEqualTo(ToySupernet.BEST);
      assertThat(drawn).containsExactly(0L, 1L);
      assertThat(
              three.choose(
                  supernet,
                  ToySupernet.batches(1),
                  List.of(ToySupernet.BEST),
                  i -> other,
                  choices -> choices.equals(ToySupernet.BEST) ? 1e6 : 0))
          .isEqualTo(other);
    }
  }

  @Test
  void clampedWeightsAreNoProbabilities() {
    try (ToySupernet supernet = new ToySupernet()) {
      assertThatThrownBy(
              () ->
                  ToySettings.method(
                      MethodName.DARTS, 0, supernet.nodes(), DRAWS, "relaxation=clamp"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("derivation must be discretiser with the clamped relaxation");
    }
  }
}
