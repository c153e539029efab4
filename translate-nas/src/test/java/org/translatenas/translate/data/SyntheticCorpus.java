package org.translatenas.translate.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random sentence pairs whose lengths are spread and related like those of real text. */
final class SyntheticCorpus {
  private SyntheticCorpus() {}

  static ParallelCorpus of(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> sources = new ArrayList<>();
    List<int[]> targets = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int length = 1 + (int) Math.min(60, 12 * -Math.log(1 - random.nextDouble()));
      sources.add(random.ints(length, 4, 100).toArray());
      int targetLength = Math.max(1, length + random.nextInt(-length / 4 - 1, length / 3 + 2));
      targets.add(random.ints(targetLength, 4, 100).toArray());
    }
    return ParallelCorpus.of(sources, targets);
  }
}
