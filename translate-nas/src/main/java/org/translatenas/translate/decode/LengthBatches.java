package org.translatenas.translate.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Groups sentences of about one length, so that little of a batch is padding. */
final class LengthBatches {
  private LengthBatches() {}

  /**
   * Batches of the numbers of {@code sources}, shortest first.
   *
   * @param places most places of a batch, end marks and padding included; a longer sentence is a
   *     batch alone
   */
  static List<List<Integer>> of(List<int[]> sources, int places) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(i -> sources.get(i).length)); // stable
    List<List<Integer>> batches = new ArrayList<>();
    List<Integer> batch = new ArrayList<>();
    for (int i : order) {
      long width = sources.get(i).length + 1L;
      if (!batch.isEmpty() && (batch.size() + 1) * width > places) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add(i);
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }
}
