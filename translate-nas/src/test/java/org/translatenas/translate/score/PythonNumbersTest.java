package org.translatenas.translate.score;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "28.45, 1, 28.4",
    "1.005, 2, 1.00",
    "0.25, 1, 0.2",
    "0.35, 1, 0.3",
    "0.5, 0, 0",
    "1.5, 0, 2",
    "100, 3, 100.000",
    "1234567.891, 2, 1234567.89",
  })
  void roundsHalvesToEven(double value, int digits, String expected) {
    assertThat(PythonNumbers.fixed(value, digits)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "28.4, 28.4",
    "100, 100.0",
    "0, 0.0",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "1.5e-7, 1.5e-07",
    "-2e-300, -2e-300",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "5.684341886080802e-14, 5.684341886080802e-14",
    "0.1234567890123456789, 0.12345678901234568",
  })
  void writesTheShortestText(double value, String expected) {
    assertThat(PythonNumbers.repr(value)).isEqualTo(expected);
  }

  @Property
  void shortestTextReadsBackEqual(@ForAll double value) {
    assertThat(Double.parseDouble(PythonNumbers.repr(value))).isEqualTo(value);
  }
}
