package org.translatenas.tokenization;

import java.util.Arrays;
import java.util.List;

/**
 * Builds a {@link DoubleArrayTrie} in the layout that Darts-clone reads. Nodes are placed depth
 * first; a free place is sought in the last {@value #OPEN_BLOCKS} blocks only, which bounds the
 * time at the price of a few per cent of space.
 */
final class DoubleArrayBuilder {
  private static final int BLOCK = 256;
  private static final int OPEN_BLOCKS = 16;
  private static final int SMALL_OFFSETS = 1 << 21;

  private final List<byte[]> keys;
  private final int[] values;
  private int[] units = new int[0];
  private boolean[] taken = new boolean[0];

  /** Two nodes must not have their children at the same base: labels alone tell them apart. */
  private boolean[] isBase = new boolean[0];

  private DoubleArrayBuilder(List<byte[]> keys, int[] values) {
    this.keys = keys;
    this.values = values;
  }

  /**
   * @param keys distinct, without zero bytes, ascending as unsigned bytes, at least one
   * @param values one per key, not negative
   */
  static DoubleArrayTrie build(List<byte[]> keys, int[] values) {
    DoubleArrayBuilder builder = new DoubleArrayBuilder(keys, values);
    builder.grow();
    builder.taken[DoubleArrayTrie.ROOT] = true;
    // The root's own unit must never look like a child, whose label is at most 255.
    builder.isBase[DoubleArrayTrie.ROOT] = true;
    builder.place(0, keys.size(), 0, DoubleArrayTrie.ROOT);
    return new DoubleArrayTrie(builder.units);
  }

  /** Places the children of {@code node}, which are the keys from begin to end at this depth. */
  private void place(int begin, int end, int depth, int node) {
    int[] labels = new int[BLOCK];
    int[] starts = new int[BLOCK + 1];
    int count = 0;
    for (int i = begin; i < end; i++) {
      int label = labelAt(i, depth);
      if (count == 0 || labels[count - 1] != label) {
        labels[count] = label;
        starts[count++] = i;
      }
    }
    starts[count] = end;
    int base = findBase(labels, count, node);
    isBase[base] = true;
    setOffset(node, node ^ base);
    for (int i = 0; i < count; i++) {
      taken[base ^ labels[i]] = true;
      if (labels[i] == 0) {
        units[node] |= DoubleArrayTrie.HAS_LEAF;
        units[base] = values[starts[i]] | DoubleArrayTrie.LEAF;
      } else {
        units[base ^ labels[i]] = labels[i];
      }
    }
    for (int i = 0; i < count; i++) {
      if (labels[i] != 0) {
        place(starts[i], starts[i + 1], depth + 1, base ^ labels[i]);
      }
    }
  }

  /** The key's byte at this depth; its end counts as a byte 0. */
  private int labelAt(int key, int depth) {
    byte[] bytes = keys.get(key);
    return depth < bytes.length ? bytes[depth] & 0xFF : 0;
  }

  private int findBase(int[] labels, int count, int node) {
    int from = Math.max(0, units.length - OPEN_BLOCKS * BLOCK);
    for (int place = from; ; place++) {
      if (place == units.length) {
        grow();
      }
      int base = place ^ labels[0];
      if (!taken[place] && !isBase[base] && fits(base, labels, count) && reaches(node ^ base)) {
        return base;
      }
    }
  }

  private boolean fits(int base, int[] labels, int count) {
    for (int i = 1; i < count; i++) {
      if (taken[base ^ labels[i]]) {
        return false;
      }
    }
    return true;
  }

  private static boolean reaches(int offset) {
    return offset < SMALL_OFFSETS || (offset & 0xFF) == 0;
  }

  private void setOffset(int node, int offset) {
    units[node] |= offset < SMALL_OFFSETS ? offset << 10 : offset << 2 | 1 << 9;
  }

  private void grow() {
    int size = units.length + BLOCK;
    units = Arrays.copyOf(units, size);
    taken = Arrays.copyOf(taken, size);
    isBase = Arrays.copyOf(isBase, size);
  }
}
