package org.translatenas.bilevel.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.bilevel.SearchNode;
import org.translatenas.bilevel.SearchStep;
import org.translatenas.bilevel.ToySupernet;
import org.translatenas.reversible.Wants;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.training.config.EnumText;

class MethodsTest {
  private static final List<SearchNode> NODES =
      List.of(new SearchNode("node", List.of("zero", "linear")));

  private static List<Integer> run(
      MethodName name, ToySupernet supernet, int updates, List<SearchStep> steps, String... over) {
    return ToySettings.run(name, supernet, updates, steps::add, over);
  }

  /**
   * 200 to 400 steps of α; more would lead away, since the loss is then 0 and only noise is left.
   * GDAS sees nothing here: at a weight that is best for its own function, the derivative with
   * respect to A, which only scales it, is 0 for every function.
   */
  @ParameterizedTest
  @CsvSource({
    "DARTS, 400",
    "DARTS_SECOND_ORDER, 400",
    "IDARTS, 1000",
    "SNAS, 2000",
    "UNAS, 2000",
    "DARTS_PRIME, 2000",
    "RANDOM, 2000"
  })
  void findsThePlantedArchitecture(MethodName name, int updates) {
    try (ToySupernet supernet = new ToySupernet()) {
      assertThat(run(name, supernet, updates, new ArrayList<>())).isEqualTo(ToySupernet.BEST);
      assertThat(supernet.staleGradients).isFalse();
    }
  }

  /** What each method asks the supernet for, in a few updates. */
  @Test
  void evaluationsOfEachMethod() {
    Wants w = Wants.WEIGHTS;
    Wants a = Wants.MIXING;
    Wants b = Wants.BOTH;
    Wants n = Wants.NOTHING;
    assertThat(asked(MethodName.DARTS, 2)).containsExactly(w, a, w, a);
    // w' = w − ξ∂L1, f at w', two differences.
    assertThat(asked(MethodName.DARTS_SECOND_ORDER, 1)).containsExactly(w, w, b, a, a);
    // T = 5 steps, f, the gradient at w, K = 2 products, the mixed one: six.
    assertThat(asked(MethodName.IDARTS, 5)).containsExactly(w, w, w, w, w, b, w, w, w, a, a);
    assertThat(asked(MethodName.SNAS, 3)).containsExactly(b, b, b);
    // Training and validation at ζ with gradient, at d without; then the weights.
    assertThat(asked(MethodName.UNAS, 1)).containsExactly(a, a, n, n, w);
    assertThat(asked(MethodName.GDAS, 1)).containsExactly(w, a);
    assertThat(asked(MethodName.DARTS, 4, "weightSteps=2", "architectureSteps=2"))
        .containsExactly(w, w, a, a, w, w, a, a);
  }

  private static List<Wants> asked(MethodName name, int updates, String... over) {
    try (ToySupernet supernet = new ToySupernet()) {
      run(name, supernet, updates, new ArrayList<>(), over);
      return supernet.wants;
    }
  }

  /** Its step of the weights sees the batch and the sample that α has learnt by. */
  @Test
  void unasTakesOneBatchAndOneSampleForBoth() {
    try (ToySupernet supernet = new ToySupernet()) {
      run(MethodName.UNAS, supernet, 2, new ArrayList<>());
      for (int update = 0; update < 2; update++) {
        int first = 5 * update;
        assertThat(supernet.evaluated.get(first + 4)).isSameAs(supernet.evaluated.get(first));
        assertThat(supernet.mixtures.get(first + 4)).isDeepEqualTo(supernet.mixtures.get(first));
      }
      assertThat(supernet.evaluated.get(5)).isNotEqualTo(supernet.evaluated.get(0));
    }
  }

  @Test
  void architectureNoiseIsTheSameInAllProbesOfAStep() {
    try (ToySupernet supernet = new ToySupernet()) {
      run(MethodName.IDARTS, supernet, 5, new ArrayList<>());
      assertThat(supernet.seeds.subList(6, 11)).containsOnly(supernet.seeds.get(6));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DARTS | sampler=uniform | sampler must not be uniform with a gradient along the sample",
        "DARTS | sampler=rebar | sampler must not be rebar with a gradient along the sample",
        "DARTS | gradient=rebar | sampler must be rebar with gradient rebar",
        "DARTS | gradient=reinforce | sampler must be concrete, rebar or one-hot",
        "DARTS | schedule=joint | objective must be training with schedule joint",
        "DARTS | schedule=same-batch | objective must be training or gap with schedule same-batch",
        "DARTS | architectureSteps=0 | architectureSteps must be at least 1",
        "DARTS | gradient=none | gradient must not be none",
        "IDARTS | neumannTerms=-1 | neumannTerms must be at least 0",
        "IDARTS | hvpRadius=0 | hvpRadius must be above 0",
        "SNAS | gradient=unrolled | gradient must be first-order with schedule joint",
        "SNAS | relaxation=clamp | sampler must be none with the clamped relaxation",
        "DARTS_PRIME | objective=training | objective must be validation or gap with schedule",
        "UNAS | objective=validation | objective must be training or gap with schedule same-batch",
        "RANDOM | sampler=none | sampler must be uniform with gradient none",
        "RANDOM | sampler=concrete | sampler must be uniform with gradient none",
        "RANDOM | derivation=discretiser | derivation must be best-of-draws with gradient none",
        "RANDOM | discretiser=argmax-without-zero | discretiser must be argmax with derivation",
        "DARTS_PRIME | relaxation=clamp;costWeight=1 | costWeight must be 0 with the clamped",
        "DARTS | temperature=0 | temperature"
      })
  void whatCannotBeCombinedIsRefusedWithTheReason(MethodName name, String over, String reason) {
    assertThatThrownBy(() -> ToySettings.method(name, 0, NODES, over.split(";")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(reason);
  }

  @ParameterizedTest
  @EnumSource
  void everyMethodHasAllParts(MethodName name) {
    assertThat(name.parts()).hasNoNullFieldsOrProperties();
  }

  /** As in the papers, or what docs/search-methods.md says of them. */
  @ParameterizedTest
  @CsvSource({
    "DARTS, none, first-order, validation, alternating, 0.9, 0.98",
    "DARTS_SECOND_ORDER, none, unrolled, validation, alternating, 0.9, 0.98",
    "IDARTS, none, implicit, validation, alternating, 0.5, 0.999",
    "SNAS, concrete, first-order, training, joint, 0.5, 0.999",
    "UNAS, rebar, rebar, gap, same-batch, 0.9, 0.999",
    "DARTS_PRIME, none, first-order, validation, informed, 0.5, 0.999",
    "GDAS, one-hot, first-order, validation, alternating, 0.5, 0.999",
    "RANDOM, uniform, none, validation, alternating, 0.9, 0.98"
  })
  void partsOfTheMethods(
      MethodName name,
      String sampler,
      String gradient,
      String objective,
      String schedule,
      double beta1,
      double beta2) {
    MethodParts parts = name.parts();
    assertThat(EnumText.of(parts.sampler())).isEqualTo(sampler);
    assertThat(EnumText.of(parts.gradient())).isEqualTo(gradient);
    assertThat(EnumText.of(parts.objective())).isEqualTo(objective);
    assertThat(EnumText.of(parts.schedule())).isEqualTo(schedule);
    assertThat(parts.architectureBeta1()).isEqualTo(beta1);
    assertThat(parts.architectureBeta2()).isEqualTo(beta2);
  }

  @Test
  void numbersOfTheMethods() {
    assertThat(MethodName.IDARTS.parts().weightSteps()).isEqualTo(5);
    assertThat(MethodName.IDARTS.parts().neumannTerms()).isEqualTo(2);
    assertThat(MethodName.SNAS.parts().temperature()).isEqualTo(1);
    assertThat(MethodName.SNAS.parts().finalTemperature()).isEqualTo(0.03);
    assertThat(MethodName.SNAS.parts().costWeight()).isEqualTo(0.0015);
    assertThat(MethodName.UNAS.parts().temperature()).isEqualTo(0.4);
    assertThat(MethodName.UNAS.parts().finalTemperature()).isEqualTo(0.4);
    assertThat(MethodName.UNAS.parts().gapWeight()).isEqualTo(0.5);
    assertThat(MethodName.DARTS_PRIME.parts().regulariser())
        .isEqualTo(MethodParts.RegulariserKind.PROXIMITY);
    assertThat(MethodName.DARTS_PRIME.parts().regulariserWeight()).isEqualTo(0.1);
    assertThat(MethodName.DARTS_PRIME.parts().informedFrequency()).isEqualTo(10);
    assertThat(MethodName.DARTS_PRIME.parts().informedThreshold()).isEqualTo(1);
    assertThat(MethodName.GDAS.parts().temperature()).isEqualTo(10);
    assertThat(MethodName.GDAS.parts().finalTemperature()).isEqualTo(0.1);
    MethodName.Scale darts = new MethodName.Scale(0.56, 0, 3e-4, 1, 1e-3);
    assertThat(MethodName.DARTS.scale()).isEqualTo(darts);
    assertThat(MethodName.SNAS.scale().weightShare()).isEqualTo(1);
    assertThat(MethodName.UNAS.scale()).isEqualTo(new MethodName.Scale(0.9, 0.15, 1e-3, 0.3, 1e-6));
    assertThat(MethodName.DARTS_PRIME.scale().weightShare()).isEqualTo(10.0 / 11);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DARTS | temperature=2;hvpRadius=0.1;weightSteps=2 | temperature, hvpRadius",
        "DARTS | relaxation=clamp;softening=0.1;inverseTemperature=1 | inverseTemperature, softening",
        "DARTS | gapWeight=1;regulariserWeight=2;admmPeriod=3 | gapWeight, regulariserWeight, admmPeriod",
        "DARTS | regulariser=proximity;regulariserWeight=2;admmPeriod=3 | admmPeriod",
        "IDARTS | hvpRadius=0.1;neumannTerms=3;informedFrequency=3 | informedFrequency",
        "DARTS_SECOND_ORDER | hvpRadius=0.1;neumannTerms=3 | neumannTerms",
        "SNAS | temperature=2;architectureSteps=1;gapWeight=1 | gapWeight, architectureSteps",
        "UNAS | gapWeight=1;finalTemperature=1 | ''",
        "DARTS_PRIME | informedThreshold=3;weightSteps=2 | weightSteps",
        "RANDOM | objective=validation;architectureBeta1=0.5 | objective, architectureBeta1"
      })
  void whatAMethodDoesNotRead(MethodName name, String over, String unread) {
    MethodParts given = ConfigReader.read(MethodParts.class, null, List.of(over.split(";")));
    assertThat(String.join(", ", UnreadParts.of(given, given.over(name.parts()))))
        .isEqualTo(unread);
  }
}
