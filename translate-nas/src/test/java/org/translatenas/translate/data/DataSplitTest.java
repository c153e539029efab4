package org.translatenas.translate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.translatenas.training.UserException;

class DataSplitTest {
  @Property(tries = 100)
  void everyPairIsInOneOfTheTwo(@ForAll @IntRange(min = 2, max = 200) int size, @ForAll long seed) {
    DataSplit split = DataSplit.split(size, 0.56, seed);
    assertThat(split.weights()).isNotEmpty().isSorted();
    assertThat(split.architecture()).isNotEmpty().isSorted();
    assertThat(
            IntStream.concat(IntStream.of(split.weights()), IntStream.of(split.architecture()))
                .sorted()
                .toArray())
        .isEqualTo(IntStream.range(0, size).toArray());
  }

  @Test
  void sharesAreThoseAskedFor() {
    DataSplit split = DataSplit.split(98_599, 0.56, 1);
    assertThat(split.weights()).hasSize(55_215);
    assertThat(split.architecture()).hasSize(43_384);
  }

  /** Pins the permutation: a change would move sentences between the parts of a saved search. */
  @Test
  void knownSplit() {
    assertThat(DataSplit.split(10, 0.5, 1).weights()).containsExactly(1, 2, 4, 8, 9);
  }

  /** SNAS trains weights and architecture on the same pairs. */
  @Test
  void allOfItCanBeForTheWeights() {
    DataSplit split = DataSplit.split(4, 1, 1);
    assertThat(split.weights()).containsExactly(0, 1, 2, 3);
    assertThat(split.architecture()).isEmpty();
  }

  @Test
  void shareOutsideItsRange() {
    assertThatThrownBy(() -> DataSplit.split(10, 1.1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weightShare must be above 0 and at most 1, not 1.1");
    assertThatThrownBy(() -> DataSplit.split(1, 0.5, 1))
        .isInstanceOf(UserException.class)
        .hasMessage("a search needs at least 2 training pairs, of which one judges, not 1");
  }
}
