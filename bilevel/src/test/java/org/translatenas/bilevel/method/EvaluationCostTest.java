package org.translatenas.bilevel.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.SearchCheckpoints;
import org.translatenas.bilevel.SearchResult;
import org.translatenas.bilevel.ToySupernet;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.Wants;
import org.translatenas.training.config.ConfigReader;

/** What is said to be spent is what searches ask of their supernet. */
class EvaluationCostTest {
  private static final int UPDATES = 220;

  @ParameterizedTest
  @EnumSource(MethodName.class)
  void countsWhatASearchAsksFor(MethodName name) {
    try (ToySupernet toy = new ToySupernet()) {
      BilevelSearch search =
          new BilevelSearch(
              ToySettings.method(name, UPDATES / 4, toy.nodes(), "neumannScale=0.001"),
              ToySettings.of(UPDATES, 1));
      SearchResult result =
          search.run(
              toy,
              ToySupernet.batches(1),
              ToySupernet.batches(2),
              SearchCheckpoints.NONE,
              step -> {});
      assertThat(result.choices()).hasSize(3);
      long forward = toy.wants.stream().filter(Wants.NOTHING::equals).count();
      double spent = toy.wants.size() - forward + forward * EvaluationCost.FORWARD;
      // The informed schedule's threshold begins at 1, and eight more steps bring it to F.
      double off = name == MethodName.DARTS_PRIME ? 9.0 / UPDATES : 1e-9;
      assertThat(EvaluationCost.of(name.parts()).perUpdate(0.25))
          .isCloseTo(spent / UPDATES, within(off));
    }
  }

  /** At each evaluation of a search, beside weights, gradients, and optimisers. */
  @ParameterizedTest
  @CsvSource({
    "DARTS, objective=validation, 0",
    "DARTS_SECOND_ORDER, objective=validation, 2",
    "DARTS_SECOND_ORDER, objective=gap, 3",
    "IDARTS, objective=validation, 4",
    "IDARTS, objective=gap, 4",
    "IDARTS, neumannTerms=0, 2",
    "UNAS, objective=gap, 0",
    "RANDOM, objective=validation, 0"
  })
  void countsTheTensorsThatAMethodHolds(MethodName name, String part, int expected) {
    List<Long> counts = new ArrayList<>();
    ToySupernet toy =
        new ToySupernet() {
          @Override
          public Evaluation evaluate(double[] batch, Mixture mixture, long seed, Wants asked) {
            long size = weights().values().size();
            counts.add(
                Torch.manager().getManagedArrays().stream().filter(x -> x.size() == size).count());
            return super.evaluate(batch, mixture, seed, asked);
          }
        };
    try (toy) {
      ToySettings.run(name, toy, 12, step -> {}, part, "neumannScale=0.001");
    }
    long most = Collections.max(counts) - Collections.min(counts);
    assertThat(most).isEqualTo(expected);
    MethodParts parts = ConfigReader.read(MethodParts.class, null, List.of(part));
    assertThat(EvaluationCost.weightTensors(parts.over(name.parts()))).isEqualTo(expected);
  }

  @Test
  void sharesABudget() {
    assertThat(EvaluationCost.of(MethodName.DARTS.parts()).updates(850, 0.3)).isEqualTo(500);
    assertThat(EvaluationCost.of(MethodName.SNAS.parts()).updates(850, 0.3)).isEqualTo(850);
    assertThat(EvaluationCost.of(MethodName.IDARTS.parts()).updates(850, 0.3)).isEqualTo(462);
    assertThat(EvaluationCost.of(MethodName.DARTS_SECOND_ORDER.parts()).updates(850, 0.3))
        .isEqualTo(224);
    assertThat(EvaluationCost.of(MethodName.UNAS.parts()).updates(850, 0.3)).isEqualTo(297);
    assertThat(EvaluationCost.of(MethodName.RANDOM.parts()).updates(850, 0.3)).isEqualTo(638);
    MethodParts draws =
        ConfigReader.read(MethodParts.class, null, List.of("derivation=best-of-draws"));
    assertThat(EvaluationCost.of(draws.over(MethodName.SNAS.parts())).updates(850, 0.3))
        .isEqualTo(638);
    assertThat(EvaluationCost.of(draws.over(MethodName.UNAS.parts())).updates(850, 0.3))
        .isEqualTo(266);
  }
}
