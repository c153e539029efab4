package org.translatenas.translate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translatenas.training.UserException;
import org.translatenas.training.config.ConfigReader;

class PrepareConfigTest {
  @Test
  void defaults() {
    assertThat(ConfigReader.read(TranslateConfig.class, null, List.of()).prepare())
        .isEqualTo(
            new PrepareConfig(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                SubwordKind.BPE,
                8000,
                1_000_000,
                "nmt_nfkc",
                100,
                4.0));
  }

  @ParameterizedTest
  @CsvSource({
    "vocabularySize=7, 'vocabularySize must be at least 8, not 7'",
    "tokenizerLines=0, 'tokenizerLines must be at least 1, not 0'",
    "maxLength=0, 'maxLength must be at least 1, not 0'",
    "maxRatio=0.5, 'maxRatio must be at least 1, not 0.5'",
    "testSource=a.en, testSource and testTarget must be given together",
  })
  void rangesAreChecked(String override, String message) {
    assertThatThrownBy(
            () -> ConfigReader.read(TranslateConfig.class, null, List.of("prepare." + override)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }
}
