package org.translatenas.tokenization;

import java.util.ArrayList;
import java.util.List;

/**
 * The ends of cuts that may be among the best, the most promising first. Of equally promising ones
 * the order is that of {@code std::priority_queue} of GNU's C++ library, as SentencePiece's.
 */
final class LatticeAgenda {
  private static final int MOST = 10_000;
  private static final int LEFT_BY_SHRINKING = 512;

  /**
   * The end of a cut.
   *
   * @param begin where it begins
   * @param node its first piece
   * @param next the same without that piece
   * @param score of its pieces
   * @param promise the score of the best cut that ends so
   */
  record Path(int begin, int node, Path next, float score, float promise) {}

  private List<Path> heap = new ArrayList<>();

  boolean isEmpty() {
    return heap.isEmpty();
  }

  void add(Path path) {
    heap.add(path);
    rise(heap.size() - 1, path);
  }

  private void rise(int from, Path path) {
    int hole = from;
    while (hole > 0 && heap.get((hole - 1) / 2).promise() < path.promise()) {
      heap.set(hole, heap.get((hole - 1) / 2));
      hole = (hole - 1) / 2;
    }
    heap.set(hole, path);
  }

  Path remove() {
    Path top = heap.get(0);
    Path last = heap.remove(heap.size() - 1);
    if (!heap.isEmpty()) {
      // Down to the bottom without a look at the path, which then rises again.
      int hole = 0;
      int child = 2;
      while (child < heap.size()) {
        if (heap.get(child).promise() < heap.get(child - 1).promise()) {
          child--;
        }
        heap.set(hole, heap.get(child));
        hole = child;
        child = 2 * hole + 2;
      }
      if (child == heap.size()) {
        heap.set(hole, heap.get(child - 1));
        hole = child - 1;
      }
      rise(hole, last);
    }
    return top;
  }

  /** Keeps only the most promising if there are too many, for texts that repeat themselves. */
  void shrink(int wanted) {
    if (heap.size() < MOST) {
      return;
    }
    int left = Math.min(LEFT_BY_SHRINKING, 10 * wanted);
    LatticeAgenda kept = new LatticeAgenda();
    for (int i = 0; i < left; i++) {
      kept.add(remove());
    }
    heap = kept.heap;
  }
}
