package org.translatenas.translate.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairFilterTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, KEPT",
    "1, 7, KEPT", // 4 × 1 + 3
    "1, 8, DISPROPORTIONATE",
    "8, 1, DISPROPORTIONATE",
    "10, 43, KEPT",
    "10, 44, DISPROPORTIONATE",
    "100, 100, KEPT",
    "101, 100, TOO_LONG",
    "100, 101, TOO_LONG",
    "0, 5, EMPTY",
    "5, 0, EMPTY",
    "0, 999, EMPTY",
  })
  void judges(int source, int target, PairFilter.Verdict verdict) {
    assertThat(new PairFilter(100, 4.0).judge(source, target)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"1, 100, KEPT", "1, 101, TOO_LONG", "0, 1, EMPTY"})
  void byLengthAlone(int source, int target, PairFilter.Verdict verdict) {
    assertThat(PairFilter.ofLength(100).judge(source, target)).isEqualTo(verdict);
  }
}
