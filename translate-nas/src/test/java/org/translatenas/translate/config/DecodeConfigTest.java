package org.translatenas.translate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translatenas.training.UserException;
import org.translatenas.training.config.ConfigReader;

class DecodeConfigTest {
  @ParameterizedTest
  @CsvSource({
    "beam=0, beam must be in 1..1000",
    "beam=1001, beam must be in 1..1000",
    "lengthPenalty=-0.1, lengthPenalty must be in 0..10",
    "lengthPenalty=.nan, lengthPenalty must be in 0..10",
    "maxLengthA=-1, maxLengthA must be in 0..100",
    "maxLengthB=0, maxLengthB must be in 1..100000",
    "batchTokens=0, batchTokens must be at least 1",
    "maxInputLength=0, maxInputLength must be in 1..100000",
    "coveragePenalty=-1, coveragePenalty must be in 0..10",
    "diverseBeamGroups=3, 'diverseBeamGroups must divide the beam, 4, not be 3'",
    "diverseBeamGroups=5, diverseBeamGroups must be in 1..4",
    "samplingTopP=1.5, samplingTopP must be in 0..1",
    "temperature=0, temperature must be in 0.001..1000",
    "temperature=2, 'samplingTopK, samplingTopP and temperature are of no use without'",
    "unknownPenalty=-1, unknownPenalty must be in 0..1000",
  })
  void valuesOutOfRangeAreRefused(String setting, String message) {
    assertThatThrownBy(() -> read("decode." + setting))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("decode." + message);
  }

  @Test
  void theLongestTranslationGrowsWithTheSource() {
    assertThat(read().maxLength(0)).isEqualTo(20);
    assertThat(read().maxLength(7)).isEqualTo(28); // 8.4 + 20, cut
    assertThat(read("decode.minLength=50").maxLength(7)).isEqualTo(50);
  }

  @Test
  void greedyIsABeamOfOneWithoutGroupsAndDraws() {
    assertThat(read("decode.lengthPenalty=1", "decode.diverseBeamGroups=2").greedy())
        .isEqualTo(read("decode.lengthPenalty=1", "decode.beam=1"));
    assertThat(read("decode.sampling=true", "decode.temperature=2").greedy())
        .isEqualTo(read("decode.beam=1"));
  }

  private static DecodeConfig read(String... settings) {
    return ConfigReader.read(TranslateConfig.class, null, List.of(settings)).decode();
  }
}
