package org.translatenas.tokenization;

/**
 * Maps byte strings to numbers of 31 bits, in the layout of Darts-clone: the state after a byte is
 * found by XOR with the state's offset, and is right if its unit carries that byte as label. A node
 * is an index into the units; the root is 0. Every index is checked, so damaged units give no match
 * instead of an exception.
 *
 * <p>Source: Yata, Darts-clone; Aoe 1989, doi:10.1109/32.31365.
 */
final class DoubleArrayTrie {
  static final int ROOT = 0;
  static final int NONE = -1;

  static final int LEAF = 1 << 31;
  static final int HAS_LEAF = 1 << 8;
  private static final int LABEL_MASK = LEAF | 0xFF;

  private final int[] units;

  DoubleArrayTrie(int[] units) {
    this.units = units;
  }

  /** The node after {@code node} by {@code label} (0 to 255), or {@link #NONE}. */
  int step(int node, int label) {
    int next = node ^ offset(units[node]) ^ label;
    return next >= 0 && next < units.length && (units[next] & LABEL_MASK) == label ? next : NONE;
  }

  /** The value of the key that ends at {@code node}, or {@link #NONE} if no key does. */
  int value(int node) {
    int unit = units[node];
    if ((unit & HAS_LEAF) == 0) {
      return NONE;
    }
    int leaf = node ^ offset(unit);
    return leaf < units.length ? units[leaf] & ~LEAF : NONE;
  }

  int[] units() {
    return units;
  }

  /** An offset has 21 bits, or 29 of which the lowest eight are zero. */
  private static int offset(int unit) {
    return (unit >>> 10) << ((unit & (1 << 9)) >>> 6);
  }
}
