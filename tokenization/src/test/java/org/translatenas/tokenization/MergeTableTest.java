package org.translatenas.tokenization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeTableTest {

  private static MergeSymbol symbol(int index) {
    long fingerprint = ((long) index * index * 0x9E3779B97F4A7C15L) >>> 40;
    return new MergeSymbol(index, fingerprint, null, null, new int[] {index});
  }

  /** The order is what a C++ program printed of a {@code std::unordered_map} treated likewise. */
  @Test
  void ordersItsEntriesAsTheReferenceDoes() {
    MergeTable table = new MergeTable();
    for (int i = 1; i <= 40; i++) {
      table.add(symbol(i));
    }
    for (int i = 3; i <= 40; i += 5) {
      table.remove(symbol(i).fingerprint);
      table.remove(symbol(i).fingerprint);
    }
    for (int i = 41; i < 46; i++) {
      table.add(symbol(i));
    }

    List<Integer> order = new ArrayList<>();
    table.forEach(symbol -> order.add(symbol.index));
    assertThat(order)
        .containsExactly(
            45, 43, 42, 39, 44, 36, 35, 32, 31, 34, 12, 6, 10, 4, 11, 7, 37, 27, 41, 30, 5, 2, 14,
            15, 16, 29, 17, 1, 19, 20, 21, 22, 24, 25, 40, 9, 26);
    assertThat(table.size()).isEqualTo(37);
    assertThat(table.get(symbol(45).fingerprint).index).isEqualTo(45);
    assertThat(table.get(symbol(3).fingerprint)).isNull();
  }

  /** The choice is what {@code std::partial_sort} made of the same forty. */
  @Test
  void choosesAmongEqualsAsTheReferenceDoes() {
    List<MergeSymbol> symbols = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      symbols.add(symbol(i));
      symbols.get(i).frequency = (i * 7L) % 5;
    }
    MostFrequent.choose(symbols, 12);

    assertThat(symbols.subList(0, 12).stream().map(chosen -> chosen.index).sorted())
        .containsExactly(2, 4, 7, 9, 12, 14, 17, 22, 24, 27, 32, 37);
  }
}
