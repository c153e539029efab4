package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.BitSet;
import org.translatenas.reversible.Torch;

/**
 * Where hypotheses find the keys and values of their past. A sentence has a pool of slots, one for
 * each position of each hypothesis; hypotheses with a common beginning share its slots, and a slot
 * that no hypothesis needs any more is used again. So nothing is copied when hypotheses change
 * their order, and a pool holds little more than one hypothesis does. (The idea of Kwon et al.
 * 2023, arXiv:2309.06180, section 4.4, with blocks of one position.)
 */
final class PositionPool {
  private static final int LEAST_CAPACITY = 16;

  private int[][] paths; // [N][positions so far]: each hypothesis's slots, oldest first
  private int width; // hypotheses of a sentence
  private int capacity = LEAST_CAPACITY;
  private int used;

  PositionPool(int hypotheses, int width) {
    this.paths = new int[hypotheses][0];
    this.width = width;
  }

  /** M, the slots that a sentence's pool must have. */
  int capacity() {
    return capacity;
  }

  /** Gives every hypothesis a slot for one position more. */
  void advance() {
    used = 0;
    for (int first = 0; first < paths.length; first += width) {
      BitSet taken = new BitSet(capacity);
      for (int row = first; row < first + width; row++) {
        for (int slot : paths[row]) {
          taken.set(slot);
        }
      }
      int slot = -1;
      for (int row = first; row < first + width; row++) {
        slot = taken.nextClearBit(slot + 1);
        int length = paths[row].length;
        paths[row] = Arrays.copyOf(paths[row], length + 1);
        paths[row][length] = slot;
      }
      used = Math.max(used, Math.max(slot, taken.length() - 1) + 1);
    }
    while (capacity < used) {
      capacity *= 2;
    }
  }

  /** Hypothesis i continues what hypothesis {@code rows[i]} was. */
  void reorder(int[] rows, int newWidth) {
    int[][] before = paths;
    paths = new int[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      paths[row] = before[rows[row]];
    }
    width = newWidth;
  }

  /** The newest slot of each hypothesis, int64 [N]. */
  NDArray newest() {
    long[] slots = new long[paths.length];
    for (int row = 0; row < slots.length; row++) {
      slots[row] = paths[row][paths[row].length - 1];
    }
    return BatchTensors.ids(slots, slots.length);
  }

  /**
   * Additive mask [B, 1, k, W] of the first W slots: 0 at a hypothesis's own positions, −∞ at
   * others.
   */
  NDArray mask(DataType type) {
    float[] mask = new float[paths.length * used];
    Arrays.fill(mask, Float.NEGATIVE_INFINITY);
    for (int row = 0; row < paths.length; row++) {
      for (int slot : paths[row]) {
        mask[row * used + slot] = 0;
      }
    }
    Shape shape = new Shape(paths.length / width, 1, width, used);
    return Torch.manager().create(mask, shape).toType(type, false);
  }
}
