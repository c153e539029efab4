package org.translatenas.translate.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.translatenas.bilevel.Collapse;
import org.translatenas.reversible.Pooling;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.SearchSpace;

class SeedStudyTest {
  private static final SearchSpace SPACE =
      new SearchSpace(2, 3, 1, Pooling.AVERAGE, NormPlacement.PRE);

  private static SearchOutcome outcome(double loss, Integer... choices) {
    List<Integer> chosen = List.of(choices);
    return outcome(loss, null, chosen);
  }

  private static SearchOutcome outcome(double loss, double[][] mixing, List<Integer> chosen) {
    return new SearchOutcome(
        SPACE.architecture(chosen), chosen, loss, mixing, new Collapse(0.25, 0.5), 60);
  }

  /** Losses 4, 5, 6; pairs agree at 2, 1 and 2 of 4 nodes; chance is (2/13 + 2/14)/4. */
  @Test
  void meansDeviationsAndAgreement() {
    Map<Long, SearchOutcome> outcomes = new LinkedHashMap<>();
    outcomes.put(1L, outcome(4, 0, 1, 2, 3));
    outcomes.put(2L, outcome(5, 0, 1, 5, 6));
    outcomes.put(3L, outcome(6, 0, 2, 5, 7));
    SeedStudy study = new SeedStudy(outcomes, SPACE.nodes());
    assertThat(study.loss()).isEqualTo(new SeedStudy.Spread(5, 1));
    assertThat(study.agreement().mean()).isCloseTo(5.0 / 12, within(1e-15));
    assertThat(study.chance()).isCloseTo(0.0741758241758, within(1e-12));
    assertThat(study.text())
        .contains(
            "seed 2   loss 5.0000   weightless 25 %   entropy 50.0 %   60 s",
            "loss      5.0000 ± 1.0000",
            "agreement 0.417 ± 0.144 of the nodes (drawn at random: 0.074)",
            "encoder.0.0  3 × conv-3",
            "encoder.0.1  2 × conv-5, 1 × conv-7")
        .doesNotContain("correlate");
  }

  /** Of three searches the third drew at random; the deviation of one pair is 0. */
  @Test
  void mixingWeightsOfPairs() {
    List<Integer> chosen = List.of(0, 0, 0, 0);
    Map<Long, SearchOutcome> outcomes = new LinkedHashMap<>();
    outcomes.put(1L, outcome(4, new double[][] {{0.5, 0.3, 0.2}}, chosen));
    outcomes.put(2L, outcome(4, new double[][] {{0.4, 0.4, 0.2}}, chosen));
    outcomes.put(3L, outcome(4, null, chosen));
    assertThat(new SeedStudy(outcomes, SPACE.nodes()).text())
        .contains("mixing weights correlate at 0.76 ± 0.00 (noise: 0)");
  }
}
