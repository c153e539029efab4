package org.translatenas.tokenization;

import java.util.List;

/**
 * Chooses the most frequent symbols. Among the least frequent of the chosen, which are taken and
 * which of their equals are not follows from a heap that is worked as {@code std::partial_sort} of
 * GNU's C++ library does.
 */
final class MostFrequent {
  private MostFrequent() {}

  /** Changes the order of {@code symbols} so that the chosen are the first {@code count}. */
  static void choose(List<MergeSymbol> symbols, int count) {
    for (int parent = count / 2 - 1; parent >= 0; parent--) {
      sink(symbols, parent, count, symbols.get(parent));
    }
    for (int i = count; count > 0 && i < symbols.size(); i++) {
      MergeSymbol symbol = symbols.get(i);
      if (symbol.frequency > symbols.get(0).frequency) {
        symbols.set(i, symbols.get(0));
        sink(symbols, 0, count, symbol);
      }
    }
  }

  /** Puts a symbol into the heap, whose least frequent is on top, from a hole downwards. */
  private static void sink(List<MergeSymbol> heap, int top, int size, MergeSymbol symbol) {
    int hole = top;
    int child = 2 * hole + 2;
    // Down to the bottom without a look at the symbol, which then rises again.
    while (child < size) {
      if (heap.get(child).frequency > heap.get(child - 1).frequency) {
        child--;
      }
      heap.set(hole, heap.get(child));
      hole = child;
      child = 2 * hole + 2;
    }
    if (child == size) {
      heap.set(hole, heap.get(child - 1));
      hole = child - 1;
    }
    int parent = (hole - 1) / 2;
    while (hole > top && heap.get(parent).frequency > symbol.frequency) {
      heap.set(hole, heap.get(parent));
      hole = parent;
      parent = (hole - 1) / 2;
    }
    heap.set(hole, symbol);
  }
}
