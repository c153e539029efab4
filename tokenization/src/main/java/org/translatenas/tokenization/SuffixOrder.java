package org.translatenas.tokenization;

/**
 * The suffixes of a {@link UnigramText} in their order, told apart by their first {@code depth}
 * characters only, and not beyond the mark that ends a word. Multikey quicksort.
 *
 * <p>Source: Bentley and Sedgewick 1997, "Fast algorithms for sorting and searching strings".
 */
final class SuffixOrder {
  private static final int FEW = 12;

  private final int[] characters;
  private final int depth;
  private final int[] suffixes;

  /** The suffixes that begin at {@code starts}, which is sorted in place. */
  SuffixOrder(int[] characters, int[] starts, int depth) {
    this.characters = characters;
    this.depth = depth;
    this.suffixes = starts;
    sort(0, suffixes.length, 0);
  }

  int size() {
    return suffixes.length;
  }

  /** Where the suffix of a rank begins. */
  int suffix(int rank) {
    return suffixes[rank];
  }

  /**
   * How many characters the suffix of a rank, which is not 0, and the one before it have in common,
   * at most {@code depth}; the mark counts.
   */
  int common(int rank) {
    int a = suffixes[rank - 1];
    int b = suffixes[rank];
    int length = 0;
    while (length < depth && characters[a + length] == characters[b + length]) {
      if (UnigramText.isMark(characters[a + length++])) {
        break;
      }
    }
    return length;
  }

  /** Sorts the ranks from begin to end, which agree in {@code agreed} characters. */
  private void sort(int begin, int end, int agreed) {
    int from = begin;
    int to = end;
    int at = agreed;
    while (to - from > FEW && at < depth) {
      int pivot = median(from, to, at);
      int less = from;
      int greater = to;
      for (int i = from; i < greater; ) {
        int character = characters[suffixes[i] + at];
        if (character < pivot) {
          swap(less++, i++);
        } else if (character > pivot) {
          swap(i, --greater);
        } else {
          i++;
        }
      }
      sort(from, less, at);
      sort(greater, to, at);
      if (UnigramText.isMark(pivot)) {
        return;
      }
      from = less;
      to = greater;
      at++;
    }
    insertionSort(from, to, at);
  }

  private int median(int from, int to, int at) {
    int a = characters[suffixes[from] + at];
    int b = characters[suffixes[(from + to) >>> 1] + at];
    int c = characters[suffixes[to - 1] + at];
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  private void swap(int i, int j) {
    int kept = suffixes[i];
    suffixes[i] = suffixes[j];
    suffixes[j] = kept;
  }

  private void insertionSort(int from, int to, int agreed) {
    for (int i = from + 1; i < to; i++) {
      int suffix = suffixes[i];
      int hole = i;
      while (hole > from && isLess(suffix, suffixes[hole - 1], agreed)) {
        suffixes[hole] = suffixes[hole - 1];
        hole--;
      }
      suffixes[hole] = suffix;
    }
  }

  private boolean isLess(int a, int b, int agreed) {
    for (int i = agreed; i < depth; i++) {
      int first = characters[a + i];
      int second = characters[b + i];
      if (first != second) {
        return first < second;
      }
      if (UnigramText.isMark(first)) {
        return false;
      }
    }
    return false;
  }
}
