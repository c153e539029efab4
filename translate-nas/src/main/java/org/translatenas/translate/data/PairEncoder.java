package org.translatenas.translate.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Encodes a parallel text on several threads and hands on its pairs in their order. Only a few
 * thousand pairs are in memory at a time.
 */
final class PairEncoder implements AutoCloseable {
  private static final int CHUNK_PAIRS = 1_000;

  private final Function<String, int[]> encoder;
  private final int threads;
  private final ExecutorService pool;

  /** A pair of texts and their ids. */
  record Encoded(ParallelText.Pair text, int[] source, int[] target) {}

  /**
   * A pool of threads that calls {@code encoder}.
   *
   * @param encoder text to ids; must be safe for use by several threads
   */
  PairEncoder(Function<String, int[]> encoder, int threads) {
    this.encoder = encoder;
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads);
  }

  /** Calls {@code sink} on this thread for every pair, first to last. */
  void forEach(ParallelText text, Consumer<Encoded> sink) {
    Deque<Future<List<Encoded>>> running = new ArrayDeque<>();
    List<ParallelText.Pair> chunk = nextChunk(text);
    while (!chunk.isEmpty() || !running.isEmpty()) {
      while (!chunk.isEmpty() && running.size() <= threads) {
        List<ParallelText.Pair> submitted = chunk;
        running.add(pool.submit(() -> encoded(submitted)));
        chunk = nextChunk(text);
      }
      result(running.remove()).forEach(sink);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  private static List<ParallelText.Pair> nextChunk(ParallelText text) {
    List<ParallelText.Pair> pairs = new ArrayList<>(CHUNK_PAIRS);
    Optional<ParallelText.Pair> pair;
    while (pairs.size() < CHUNK_PAIRS && (pair = text.next()).isPresent()) {
      pairs.add(pair.get());
    }
    return pairs;
  }

  private List<Encoded> encoded(List<ParallelText.Pair> pairs) {
    List<Encoded> encoded = new ArrayList<>(pairs.size());
    for (ParallelText.Pair pair : pairs) {
      encoded.add(new Encoded(pair, encoder.apply(pair.source()), encoder.apply(pair.target())));
    }
    return encoded;
  }

  private static List<Encoded> result(Future<List<Encoded>> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while encoding", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("encoding failed", e.getCause());
    }
  }
}
