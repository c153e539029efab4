package org.translatenas.translate.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LengthBatchesTest {
  @Test
  void batchesAreOfOneLengthAndWithinTheirPlaces() {
    assertThat(LengthBatches.of(sources(List.of(3, 1, 9, 3, 2)), 8))
        .containsExactly(List.of(1, 4), List.of(0, 3), List.of(2));
  }

  @Property(tries = 100)
  void everySentenceIsInOneBatch(
      @ForAll List<@IntRange(min = 1, max = 50) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 200) int places) {
    List<Integer> seen = new ArrayList<>();
    for (List<Integer> batch : LengthBatches.of(sources(lengths), places)) {
      int longest = batch.stream().mapToInt(lengths::get).max().orElseThrow() + 1;
      assertThat(batch.size() == 1 || batch.size() * longest <= places).isTrue();
      seen.addAll(batch);
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, lengths.size()).boxed().toList());
  }

  private static List<int[]> sources(List<Integer> lengths) {
    return lengths.stream().map(length -> new int[length]).toList();
  }
}
