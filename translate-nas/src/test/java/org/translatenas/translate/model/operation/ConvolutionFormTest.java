package org.translatenas.translate.model.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionFormTest {
  @ParameterizedTest
  @CsvSource({
    "35, 3, BAND",
    "36, 3, TAPS",
    "107, 7, BAND",
    "108, 7, TAPS",
    "179, 11, BAND",
    "180, 11, TAPS",
    "251, 15, BAND",
    "252, 15, TAPS",
    "1, 1, TAPS"
  })
  void longSentencesAndNarrowWindowsGoTapByTap(long length, int window, ConvolutionForm form) {
    assertThat(ConvolutionForm.of(length, window)).isEqualTo(form);
  }
}
