package org.translatenas.translate.data;

import java.util.List;

/**
 * Aligned sentence pairs as ids, without begin or end marks, addressed by their number 0 … size −
 * 1. Implementations may be read by several threads at once.
 */
public interface ParallelCorpus {
  /** Number of pairs. */
  int size();

  /** Ids in the source of pair {@code index}. */
  int sourceLength(int index);

  /** Ids in the target of pair {@code index}. */
  int targetLength(int index);

  /** A fresh array with the source ids of pair {@code index}. */
  int[] source(int index);

  /** A fresh array with the target ids of pair {@code index}. */
  int[] target(int index);

  /**
   * A corpus in memory, for synthetic tasks.
   *
   * @param sources the i-th is the source of pair i
   * @param targets as many as {@code sources}
   */
  static ParallelCorpus of(List<int[]> sources, List<int[]> targets) {
    return new MemoryCorpus(sources, targets);
  }
}
