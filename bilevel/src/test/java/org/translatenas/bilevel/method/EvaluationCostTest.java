package org.translatenas.bilevel.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.bilevel.SearchCheckpoints;
import org.translatenas.bilevel.ToySupernet;
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
      assertThat(
              search.run(
                  toy,
                  ToySupernet.batches(1),
                  ToySupernet.batches(2),
                  SearchCheckpoints.NONE,
                  step -> true))
          .hasSize(3);
      long forward = toy.wants.stream().filter(Wants.NOTHING::equals).count();
      double spent = toy.wants.size() - forward + forward * EvaluationCost.FORWARD;
      // The informed schedule first raises its threshold, so that it begins late.
      double off = name == MethodName.DARTS_PRIME ? 0.1 : 1e-9;
      assertThat(EvaluationCost.of(name.parts()).perUpdate(0.25))
          .isCloseTo(spent / UPDATES, within(off));
    }
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
