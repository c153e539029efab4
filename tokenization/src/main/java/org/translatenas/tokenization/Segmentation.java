package org.translatenas.tokenization;

import java.util.Arrays;

/** A growing list of ids, each with the place in chars where its text ends. */
final class Segmentation {
  private int[] ids;
  private int[] ends;
  private int size;

  Segmentation(int expected) {
    ids = new int[Math.max(expected, 8)];
    ends = new int[ids.length];
  }

  void add(int id, int end) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    ids[size] = id;
    ends[size++] = end;
  }

  /** Adds all of another, whose places count from {@code offset}. */
  void addAll(Segmentation other, int offset) {
    for (int i = 0; i < other.size; i++) {
      add(other.ids[i], offset + other.ends[i]);
    }
  }

  int size() {
    return size;
  }

  int id(int index) {
    return ids[index];
  }

  int begin(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  int end(int index) {
    return ends[index];
  }
}
