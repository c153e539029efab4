package org.translatenas.tokenization;

import java.util.function.Consumer;

/**
 * The symbols that may still be merged, by fingerprint. A chained hash table that grows and orders
 * its entries as {@code std::unordered_map} of GNU's C++ library does: which of equally frequent
 * pairs SentencePiece watches depends on that order.
 */
final class MergeTable {

  /** The numbers of buckets of that library, each about twice the one before. */
  private static final int[] BUCKET_COUNTS = {
    13, 29, 59, 127, 257, 541, 1109, 2357, 5087, 10273, 20753, 42043, 85229, 172933, 351061, 712697,
    1447153, 2938679, 5967347, 12117689, 24607243, 49969847
  };

  private static final int[][] MIXING_SHIFTS = {
    {43, 9, 8}, {38, 23, 5}, {35, 49, 11}, {12, 18, 22}
  };

  /** Before the first entry of the one list in which all entries are. */
  private final MergeSymbol head = new MergeSymbol(-1, 0, null, null, new int[0]);

  /** The entry before the first of each bucket, null if the bucket is empty. */
  private MergeSymbol[] buckets = new MergeSymbol[BUCKET_COUNTS[0]];

  private int growths;
  private int size;

  int size() {
    return size;
  }

  MergeSymbol get(long fingerprint) {
    MergeSymbol before = before(fingerprint);
    return before == null ? null : before.nextInTable;
  }

  /** The entry before the one of this fingerprint, null if there is none. */
  private MergeSymbol before(long fingerprint) {
    int bucket = bucket(fingerprint);
    MergeSymbol before = buckets[bucket];
    while (before != null) {
      MergeSymbol entry = before.nextInTable;
      if (entry == null || bucket(entry.fingerprint) != bucket) {
        return null;
      }
      if (entry.fingerprint == fingerprint) {
        return before;
      }
      before = entry;
    }
    return null;
  }

  /** Jenkins's mixing of three numbers, one of them fixed. */
  static long fingerprint(MergeSymbol left, MergeSymbol right) {
    long a = left.fingerprint;
    long b = 0xE08C1D668B756F82L;
    long c = right.fingerprint;
    for (int[] shifts : MIXING_SHIFTS) {
      a = (a - b - c) ^ (c >>> shifts[0]);
      b = (b - c - a) ^ (a << shifts[1]);
      c = (c - a - b) ^ (b >>> shifts[2]);
    }
    return c;
  }

  private int bucket(long fingerprint) {
    return (int) Long.remainderUnsigned(fingerprint, buckets.length);
  }

  /** Adds a symbol whose fingerprint is not in the table. */
  void add(MergeSymbol symbol) {
    if (size == buckets.length && growths + 1 < BUCKET_COUNTS.length) {
      grow();
    }
    link(symbol);
    size++;
  }

  /** At the front of its bucket, and a new bucket at the front of the list. */
  private void link(MergeSymbol symbol) {
    int bucket = bucket(symbol.fingerprint);
    if (buckets[bucket] != null) {
      symbol.nextInTable = buckets[bucket].nextInTable;
      buckets[bucket].nextInTable = symbol;
      return;
    }
    symbol.nextInTable = head.nextInTable;
    head.nextInTable = symbol;
    if (symbol.nextInTable != null) {
      buckets[bucket(symbol.nextInTable.fingerprint)] = symbol;
    }
    buckets[bucket] = head;
  }

  private void grow() {
    MergeSymbol entry = head.nextInTable;
    head.nextInTable = null;
    buckets = new MergeSymbol[BUCKET_COUNTS[++growths]];
    while (entry != null) {
      MergeSymbol next = entry.nextInTable;
      link(entry);
      entry = next;
    }
  }

  /** Removes the symbol of a fingerprint, if there is one. */
  void remove(long fingerprint) {
    MergeSymbol before = before(fingerprint);
    if (before == null) {
      return;
    }
    MergeSymbol removed = before.nextInTable;
    MergeSymbol next = removed.nextInTable;
    int bucket = bucket(fingerprint);
    int bucketOfNext = next == null ? -1 : bucket(next.fingerprint);
    if (bucketOfNext != bucket) {
      if (next != null) {
        buckets[bucketOfNext] = before;
      }
      if (buckets[bucket] == before) {
        buckets[bucket] = null;
      }
    }
    before.nextInTable = next;
    size--;
  }

  /** In the order of the list. */
  void forEach(Consumer<MergeSymbol> action) {
    for (MergeSymbol entry = head.nextInTable; entry != null; entry = entry.nextInTable) {
      action.accept(entry);
    }
  }
}
