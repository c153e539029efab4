package org.translatenas.translate.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against NumPy 2: {@code default_rng(seed).choice(limit, size=1000)}, the first six and the sum.
 */
class NumpyGeneratorTest {
  @ParameterizedTest
  @CsvSource({
    "0, 3, 2 1 1 0 0 0, 1040",
    "0, 1094, 930 696 559 295 336 44, 563970",
    "0, 2000000000, 1701248451 1273923374 1022272959 539573427 615658845 81947047, 1024799911203",
    "12345, 3, 2 0 2 0 0 2, 992",
    "12345, 1094, 764 248 862 346 223 872, 537938",
    "12345, 2000000000, 1398430062 454672044 1577293976 408353787 1594730914 1285367138, 983755199545",
    "8589934592, 3, 2 0 0 1 0 1, 971",
    "8589934592, 1094, 1071 88 313 440 250 657, 536205",
    "8589934592, 2000000000, 1958926816 161648077 804875583 458008686 1202578412 1784767228, 993308944804"
  })
  void drawsAsNumpy(long seed, int limit, String first, long sum) {
    NumpyGenerator generator = new NumpyGenerator(seed);
    int[] drawn = IntStream.range(0, 1000).map(i -> generator.below(limit)).toArray();
    assertThat(
            IntStream.of(drawn).limit(6).mapToObj(String::valueOf).collect(Collectors.joining(" ")))
        .isEqualTo(first);
    assertThat(IntStream.of(drawn).asLongStream().sum()).isEqualTo(sum);
  }

  @Test
  void drawsBitsAsNumpy() {
    NumpyGenerator generator = new NumpyGenerator(12345);
    assertThat(
            IntStream.range(0, 100)
                .mapToObj(i -> generator.nextBoolean() ? "1" : "0")
                .collect(Collectors.joining()))
        .isEqualTo(
            "10111001100000111111111101001101101100011000110101"
                + "00110001011100011110110010001100100111100100111010");
  }
}
