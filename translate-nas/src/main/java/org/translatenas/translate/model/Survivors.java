package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.translatenas.reversible.Kernel;
import org.translatenas.translate.model.operation.Constants;

/**
 * Which sentences of a batch stay in it, and where: those behind the new end move into the gaps
 * that others leave, the rest stay where they are, so that little is copied.
 */
public final class Survivors {
  private final int[] origins; // [B']: the old number of each sentence
  private NDArray from;
  private NDArray to;

  private Survivors(int[] origins) {
    this.origins = origins;
  }

  /** Of {@code sentences} those that are {@code alive}. */
  public static Survivors of(int sentences, IntPredicate alive) {
    int[] origins = new int[sentences];
    int last = sentences - 1;
    int count = 0;
    while (count <= last) {
      int origin = count;
      if (!alive.test(count)) {
        while (last > count && !alive.test(last)) {
          last--;
        }
        if (last == count) {
          break;
        }
        origin = last--;
      }
      origins[count++] = origin;
    }
    return new Survivors(Arrays.copyOf(origins, count));
  }

  /** All of {@code sentences}. */
  public static Survivors all(int sentences) {
    return of(sentences, sentence -> true);
  }

  /** How many stay. */
  public int count() {
    return origins.length;
  }

  /** The old number of the sentence that is now number {@code sentence}. */
  public int origin(int sentence) {
    return origins[sentence];
  }

  /**
   * The tensor [B', ..] of those that stay: a view of {@code x} [B, ..], whose numbers change and
   * must be in libtorch's own memory.
   */
  public NDArray keep(NDArray x) {
    if (from == null) {
      int[] moved = // new places of those that move
          IntStream.range(0, origins.length).filter(i -> origins[i] != i).toArray();
      long[] old = Arrays.stream(moved).mapToLong(i -> origins[i]).toArray();
      from = BatchTensors.ids(old, old.length);
      to = BatchTensors.ids(Arrays.stream(moved).asLongStream().toArray(), moved.length);
    }
    return Kernel.named("fill_gaps").call(x, from, to, Constants.number(origins.length));
  }
}
