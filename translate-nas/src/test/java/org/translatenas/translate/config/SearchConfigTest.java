package org.translatenas.translate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.translatenas.training.UserException;
import org.translatenas.training.config.ConfigReader;

class SearchConfigTest {
  private static SearchConfig read(String... settings) {
    return ConfigReader.read(TranslateConfig.class, null, List.of(settings)).search();
  }

  /** 500 updates and 100 of them as warm-up: 400 steps of darts, 80 of idarts. */
  @Test
  void theRateFollowsTheTravelByTheMethod() {
    SearchConfig darts =
        read(
            "search.updates=500",
            "search.architectureWarmupUpdates=100",
            "search.architectureTravel=4");
    assertThat(darts.resolved().architectureRate()).isCloseTo(0.01, within(1e-15));
    assertThat(darts.resolved().resolved()).isEqualTo(darts.resolved());
    SearchConfig idarts =
        read(
            "search.method=idarts",
            "search.updates=500",
            "search.architectureWarmupUpdates=100",
            "search.architectureTravel=4");
    assertThat(idarts.resolved().architectureRate()).isCloseTo(0.05, within(1e-15));
  }

  @Test
  void withoutAnyTheRateIsThePapers() {
    assertThat(read().resolved().architectureRate()).isEqualTo(3e-4);
  }

  @Test
  void rateAndTravelExcludeEachOther() {
    assertThatThrownBy(() -> read("search.architectureTravel=4", "search.architectureRate=0.1"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("architectureRate must be null with an architectureTravel");
  }
}
