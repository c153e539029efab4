package org.translatenas.bilevel.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.translatenas.bilevel.SearchListener;
import org.translatenas.bilevel.SearchStep;
import org.translatenas.bilevel.ToySupernet;
import org.translatenas.reversible.Wants;

/** Searches that learn α and then take the best of what they draw with it. */
class BestOfDrawsTest {
  private static final String DRAWS = "derivation=best-of-draws";

  private static List<Integer> run(
      MethodName name, ToySupernet supernet, int updates, String... over) {
    return ToySettings.run(name, supernet, updates, step -> {}, over);
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

  /** With evaluations for one architecture, that is what would be derived without them. */
  @Test
  void alphasOwnChoiceIsScoredFirst() {
    try (ToySupernet supernet = new ToySupernet();
        ToySupernet scored = new ToySupernet()) {
      assertThat(run(MethodName.SNAS, scored, 19, DRAWS))
          .isEqualTo(run(MethodName.SNAS, supernet, 19));
      assertThat(scored.wants).hasSize(29);
    }
  }

  /** A search that is ended early does not spend what the rest would have. */
  @Test
  void aSearchThatEndsEarlyScoresLess() {
    try (ToySupernet supernet = new ToySupernet()) {
      ToySettings.run(MethodName.RANDOM, supernet, 1_000_000, ToySettings.until(30));
      assertThat(supernet.wants).hasSize(60);
    }
  }

  @Test
  void theLowestSumOfLossAndPenaltyWins() {
    List<Integer> other = List.of(1, 1, 1);
    try (ToySupernet supernet = new ToySupernet()) {
      BestOfDraws three = new BestOfDraws(2, 6);
      List<Long> asked = new ArrayList<>();
      List<String> heard = new ArrayList<>();
      SearchListener listener =
          new SearchListener() {
            @Override
            public void updated(SearchStep step) {
              throw new AssertionError("no update is made at the end");
            }

            @Override
            public void scored(long done, long count) {
              heard.add(done + " of " + count);
            }
          };
      assertThat(
              three.choose(
                  supernet,
                  ToySupernet.batches(1),
                  i -> {
                    asked.add(i);
                    return i == 0 ? ToySupernet.BEST : other;
                  },
                  choices -> 0,
                  List.of(),
                  score -> {},
                  listener))
          .isEqualTo(ToySupernet.BEST);
      assertThat(asked).containsExactly(0L, 1L, 2L);
      assertThat(heard).containsExactly("1 of 3", "2 of 3", "3 of 3");
      assertThat(
              three.choose(
                  supernet,
                  ToySupernet.batches(1),
                  i -> i == 0 ? ToySupernet.BEST : other,
                  choices -> choices.equals(ToySupernet.BEST) ? 1e6 : 0,
                  List.of(),
                  score -> {},
                  listener))
          .isEqualTo(other);
    }
  }

  @Test
  void whatHasNoScoreIsTheBestOfNothing() {
    try (ToySupernet supernet = new ToySupernet()) {
      for (int good = 0; good < 3; good++) {
        List<Double> scores = new ArrayList<>(Collections.nCopies(3, Double.NaN));
        scores.set(good, 5.0);
        int place = good;
        assertThat(
                new BestOfDraws(1, 3)
                    .choose(
                        supernet,
                        ToySupernet.batches(1),
                        i -> i == place ? ToySupernet.BEST : List.of(1, 1, 1),
                        choices -> 0,
                        scores,
                        score -> {},
                        step -> {}))
            .isEqualTo(ToySupernet.BEST);
      }
    }
  }

  /** Of five architectures the second is the best, and its score is known from before. */
  @Test
  void knownScoresAreNotMadeAgain() {
    try (ToySupernet supernet = new ToySupernet()) {
      List<Double> made = new ArrayList<>();
      List<Integer> best =
          new BestOfDraws(1, 5)
              .choose(
                  supernet,
                  ToySupernet.batches(1),
                  i -> i == 1 ? ToySupernet.BEST : List.of(1, 1, 1),
                  choices -> 1e3,
                  List.of(20.5, -1e6, 30.0),
                  made::add,
                  step -> {});
      assertThat(best).isEqualTo(ToySupernet.BEST);
      assertThat(made).hasSize(2).allSatisfy(score -> assertThat(score).isGreaterThan(999));
      assertThat(supernet.wants).hasSize(2);
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
