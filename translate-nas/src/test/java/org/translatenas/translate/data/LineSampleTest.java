package org.translatenas.translate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineSampleTest {
  private static List<String> sample(int lines, int size, boolean drawn, long seed) {
    List<String> all = IntStream.range(0, lines).mapToObj(Integer::toString).toList();
    return LineSample.of(all.iterator(), size, drawn, seed);
  }

  @Test
  void takesTheFirstOrAll() {
    assertThat(sample(100, 3, false, 1)).containsExactly("0", "1", "2");
    assertThat(sample(3, 100, true, 1)).containsExactly("0", "1", "2");
  }

  @Test
  void drawsEachLineEquallyOften() {
    int[] counts = new int[10];
    for (int seed = 0; seed < 10_000; seed++) {
      List<String> sample = sample(10, 3, true, seed);
      assertThat(sample).hasSize(3).doesNotHaveDuplicates();
      sample.forEach(line -> counts[Integer.parseInt(line)]++);
    }
    // Standard deviation 46.
    assertThat(IntStream.of(counts)).allSatisfy(c -> assertThat(c).isCloseTo(3000, within(230)));
    assertThat(sample(10, 3, true, 7)).isEqualTo(sample(10, 3, true, 7));
  }
}
