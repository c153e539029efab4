package org.translatenas.tokenization;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that share a piece of work, cut into {@value #PARTS} parts however many they are, so that
 * sums over the parts, taken in their order, are the same bit by bit.
 */
final class Workers implements AutoCloseable {
  static final int PARTS = 16;

  private final ExecutorService pool;

  Workers(int threads) {
    pool = Executors.newFixedThreadPool(Math.min(threads, PARTS));
  }

  /** Work on the numbers from {@code begin} to {@code end}. */
  @FunctionalInterface
  interface Part<T> {
    T run(int begin, int end);
  }

  /** The results of all parts of 0 to {@code size}, in their order. */
  <T> List<T> share(int size, Part<T> part) {
    List<Future<T>> running = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      int begin = (int) ((long) size * i / PARTS);
      int end = (int) ((long) size * (i + 1) / PARTS);
      running.add(pool.submit(() -> part.run(begin, end)));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : running) {
      results.add(result(future));
    }
    return results;
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("training failed", e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
