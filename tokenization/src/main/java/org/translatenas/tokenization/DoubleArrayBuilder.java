package org.translatenas.tokenization;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Builds a {@link DoubleArrayTrie} in the layout that Darts-clone reads. Equal subtrees are stored
 * once. A free place is sought in the last {@value #OPEN_BLOCKS} blocks only, which bounds the time
 * at the price of a few per cent of space.
 */
final class DoubleArrayBuilder {
  private static final int BLOCK = 256;
  private static final int OPEN_BLOCKS = 16;
  private static final int SMALL_OFFSETS = 1 << 21;
  private static final int NOT_PLACED = -1;

  /** In UTF-8, ascending as unsigned bytes. */
  private final List<byte[]> keys;

  private final List<Integer> values;

  /** The distinct subtrees; a child has a lower index than its parent. */
  private final List<Subtree> subtrees = new ArrayList<>();

  private final Map<Subtree, Integer> indices = new HashMap<>();
  private int[] units = new int[0];
  private boolean[] taken = new boolean[0];

  /** Different children must not be at the same base: labels alone tell them apart. */
  private boolean[] isBase = new boolean[0];

  /**
   * What follows a node: per label the index of the subtree behind it, or for label 0, the end of a
   * key, its value.
   */
  private record Subtree(List<Integer> labels, List<Integer> targets) {}

  private DoubleArrayBuilder(SortedMap<byte[], Integer> sorted) {
    keys = List.copyOf(sorted.keySet());
    values = List.copyOf(sorted.values());
  }

  /**
   * @param valuesOfKeys at least one key; keys are not empty and without U+0000, values not
   *     negative
   */
  static DoubleArrayTrie build(Map<String, Integer> valuesOfKeys) {
    SortedMap<byte[], Integer> sorted = new TreeMap<>(Arrays::compareUnsigned);
    valuesOfKeys.forEach((key, value) -> sorted.put(key.getBytes(StandardCharsets.UTF_8), value));
    DoubleArrayBuilder builder = new DoubleArrayBuilder(sorted);
    int root = builder.subtree(0, builder.keys.size(), 0);
    builder.grow();
    // The root's own unit must never look like a child, nor may a child have its place.
    builder.taken[DoubleArrayTrie.ROOT] = true;
    builder.isBase[DoubleArrayTrie.ROOT] = true;
    int[] bases = new int[builder.subtrees.size()];
    Arrays.fill(bases, NOT_PLACED);
    builder.place(root, DoubleArrayTrie.ROOT, bases);
    builder.closeFreePlaces();
    return new DoubleArrayTrie(builder.units);
  }

  /** The index of the subtree of the keys from begin to end, which agree up to this depth. */
  private int subtree(int begin, int end, int depth) {
    List<Integer> labels = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    for (int i = begin; i < end; ) {
      int label = labelAt(i, depth);
      int first = i;
      while (i < end && labelAt(i, depth) == label) {
        i++;
      }
      labels.add(label);
      targets.add(label == 0 ? values.get(first) : subtree(first, i, depth + 1));
    }
    Subtree subtree = new Subtree(labels, targets);
    return indices.computeIfAbsent(
        subtree,
        added -> {
          subtrees.add(added);
          return subtrees.size() - 1;
        });
  }

  /** The key's byte at this depth; its end counts as a byte 0. */
  private int labelAt(int key, int depth) {
    byte[] bytes = keys.get(key);
    return depth < bytes.length ? bytes[depth] & 0xFF : 0;
  }

  private void place(int index, int node, int[] bases) {
    Subtree subtree = subtrees.get(index);
    List<Integer> labels = subtree.labels();
    if (labels.get(0) == 0) {
      units[node] |= DoubleArrayTrie.HAS_LEAF;
    }
    if (bases[index] != NOT_PLACED && reaches(node ^ bases[index])) {
      setOffset(node, node ^ bases[index]);
      return;
    }
    int base = findBase(labels, node);
    bases[index] = base;
    isBase[base] = true;
    setOffset(node, node ^ base);
    for (int i = 0; i < labels.size(); i++) {
      int label = labels.get(i);
      taken[base ^ label] = true;
      units[base ^ label] = label == 0 ? subtree.targets().get(i) | DoubleArrayTrie.LEAF : label;
    }
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i) != 0) {
        place(subtree.targets().get(i), base ^ labels.get(i), bases);
      }
    }
  }

  private int findBase(List<Integer> labels, int node) {
    int from = Math.max(0, units.length - OPEN_BLOCKS * BLOCK);
    for (int place = from; ; place++) {
      if (place == units.length) {
        grow();
      }
      int base = place ^ labels.get(0);
      if (!taken[place] && !isBase[base] && fits(base, labels) && reaches(node ^ base)) {
        return base;
      }
    }
  }

  private boolean fits(int base, List<Integer> labels) {
    for (int label : labels) {
      if (taken[base ^ label]) {
        return false;
      }
    }
    return true;
  }

  private static boolean reaches(int offset) {
    return offset < SMALL_OFFSETS || (offset & 0xFF) == 0;
  }

  private void setOffset(int node, int offset) {
    units[node] |= offset < SMALL_OFFSETS ? offset << 10 : (offset << 2) | (1 << 9);
  }

  /** A unit of zeros looks like a child with label 0; a leaf is nobody's child. */
  private void closeFreePlaces() {
    for (int place = 0; place < units.length; place++) {
      if (!taken[place]) {
        units[place] = DoubleArrayTrie.LEAF;
      }
    }
  }

  private void grow() {
    int size = units.length + BLOCK;
    units = Arrays.copyOf(units, size);
    taken = Arrays.copyOf(taken, size);
    isBase = Arrays.copyOf(isBase, size);
  }
}
