package org.translatenas.translate.data;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Lines of both sides of a parallel text, pair by pair, source first. Of more than are wanted it
 * takes pairs at even distances, so that a corpus sorted by origin is sampled in proportion, the
 * same way in every run and without holding it.
 */
final class SampledLines {
  private SampledLines() {}

  /** Pairs that {@link #of} takes. */
  static long pairs(long pairsInText, long mostLines) {
    return Math.min(pairsInText, Math.max(1, mostLines / 2));
  }

  /** Streams the sample; the caller closes {@code text}. */
  static Stream<String> of(ParallelText text, long pairsInText, long mostLines) {
    long wanted = pairs(pairsInText, mostLines);
    Spliterator<ParallelText.Pair> all =
        new Spliterators.AbstractSpliterator<>(pairsInText, Spliterator.ORDERED) {
          private long index;

          @Override
          public boolean tryAdvance(Consumer<? super ParallelText.Pair> action) {
            var pair = text.next();
            while (pair.isPresent() && !isTaken(index++, wanted, pairsInText)) {
              pair = text.next();
            }
            pair.ifPresent(action);
            return pair.isPresent();
          }
        };
    return StreamSupport.stream(all, false)
        .flatMap(pair -> Stream.of(pair.source(), pair.target()));
  }

  /**
   * Of {@code all} pairs exactly {@code wanted} have a whole number between their two quotients.
   */
  private static boolean isTaken(long index, long wanted, long all) {
    return (index + 1) * wanted / all > index * wanted / all;
  }
}
