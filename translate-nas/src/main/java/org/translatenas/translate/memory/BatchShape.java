package org.translatenas.translate.memory;

import java.util.List;
import org.translatenas.translate.data.ParallelCorpus;

/**
 * The padded shape of a batch.
 *
 * @param sentences B
 * @param source S, marks included
 * @param target T, marks included
 */
public record BatchShape(long sentences, long source, long target) {
  /** The shape of a batch of the pairs {@code numbers}. */
  static BatchShape of(ParallelCorpus corpus, int[] numbers) {
    int source = 0;
    int target = 0;
    for (int number : numbers) {
      source = Math.max(source, corpus.sourceLength(number) + 1);
      target = Math.max(target, corpus.targetLength(number) + 1);
    }
    return new BatchShape(numbers.length, source, target);
  }

  /** The shapes of all of {@code batches}, each once. */
  static List<BatchShape> of(ParallelCorpus corpus, List<int[]> batches) {
    return batches.stream().map(numbers -> of(corpus, numbers)).distinct().toList();
  }

  /** B·S. */
  long sourcePlaces() {
    return sentences * source;
  }

  /** B·T. */
  long targetPlaces() {
    return sentences * target;
  }
}
