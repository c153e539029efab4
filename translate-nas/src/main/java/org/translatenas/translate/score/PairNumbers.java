package org.translatenas.translate.score;

import java.util.Arrays;

/** Numbers pairs of numbers, from 0 in the order in which they are met; equal pairs share one. */
final class PairNumbers {
  private static final long FREE = -1;

  private final long[] keys;
  private final int[] values;
  private final int mask;
  private int size;

  /** Room for so many pairs. */
  PairNumbers(int capacity) {
    int slots = Integer.highestOneBit(Math.max(1, capacity)) * 4;
    keys = new long[slots];
    values = new int[slots];
    mask = slots - 1;
  }

  void clear() {
    Arrays.fill(keys, FREE);
    size = 0;
  }

  /** How many different pairs have been met. */
  int size() {
    return size;
  }

  /** The number of a pair of numbers that are 0 or more. */
  int number(int first, int second) {
    long key = ((long) first << Integer.SIZE) | second;
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> Integer.SIZE) & mask;
    while (keys[slot] != FREE) {
      if (keys[slot] == key) {
        return values[slot];
      }
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    values[slot] = size;
    return size++;
  }
}
