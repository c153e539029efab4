package org.translatenas.translate.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.translatenas.training.UserException;

/**
 * Batches without end, epoch after epoch. {@link #position} after a batch, given to a new stream
 * over the same batcher, goes on with the very next batch.
 *
 * <p>With {@code prefetch} above 0 one background thread builds that many batches ahead; what comes
 * out is the same. For one consumer; close it to end the thread.
 */
public final class BatchStream implements Iterator<Batch>, AutoCloseable {
  private final TokenBatcher batcher;
  private final Marks marks;
  private final int prefetch;
  private final Optional<SubwordRegularisation> regularisation;
  private final ExecutorService background;
  private final Deque<Future<Step>> ahead = new ArrayDeque<>();
  private DataPosition position;
  private long waitedNanos;

  // Of the producer: the background thread if there is one, else the caller.
  private DataPosition produced;
  private List<int[]> plan;

  /** A batch and where the stream stands after it. */
  private record Step(Batch batch, DataPosition after) {}

  /**
   * A stream that begins with the batch at {@code position}.
   *
   * @param prefetch batches to build ahead, 0 for none
   */
  public BatchStream(TokenBatcher batcher, Marks marks, DataPosition position, int prefetch) {
    this(batcher, marks, position, prefetch, Optional.empty());
  }

  /**
   * A stream that begins with the batch at {@code position}, of sentences cut anew.
   *
   * @param prefetch batches to build ahead, 0 for none
   * @param regularisation how; the batcher goes by the lengths before
   */
  public BatchStream(
      TokenBatcher batcher,
      Marks marks,
      DataPosition position,
      int prefetch,
      Optional<SubwordRegularisation> regularisation) {
    this.regularisation = regularisation;
    this.batcher = batcher;
    this.marks = marks;
    this.position = position;
    this.produced = position;
    this.prefetch = prefetch;
    this.plan = batcher.batches(position.epoch());
    if (position.batch() >= plan.size()) {
      throw UserException.data(
          String.format(
              "cannot resume at batch %d of epoch %d, which has %d batches; the corpus or"
                  + " maxTokensPerBatch is not that of the run that was saved",
              position.batch(), position.epoch(), plan.size()));
    }
    this.background = prefetch > 0 ? newBackground() : null;
    for (int i = 0; i < prefetch; i++) {
      ahead.add(background.submit(this::produce));
    }
  }

  /** Always: the stream has no end. */
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Batch next() {
    long begin = System.nanoTime();
    Step step = background == null ? produce() : takeAhead();
    waitedNanos += System.nanoTime() - begin;
    position = step.after();
    return step.batch();
  }

  /** The batch that {@link #next} will return; batches built ahead do not count. */
  public DataPosition position() {
    return position;
  }

  /** How long callers of {@link #next} have waited in all. */
  public double waitedSeconds() {
    return waitedNanos / 1e9;
  }

  /** Ends the background thread; batches built ahead are dropped. */
  @Override
  public void close() {
    if (background != null) {
      background.shutdownNow();
    }
  }

  private Step produce() {
    if (plan == null) { // the plan of a new epoch is made when its first batch is
      plan = batcher.batches(produced.epoch());
    }
    int[] sentences = plan.get(produced.batch());
    Batch batch =
        regularisation.isPresent()
            ? regularisation.get().batch(batcher.corpus(), sentences, marks, produced.epoch())
            : Batch.of(batcher.corpus(), sentences, marks);
    if (produced.batch() + 1 < plan.size()) {
      produced = new DataPosition(produced.epoch(), produced.batch() + 1);
    } else {
      produced = new DataPosition(produced.epoch() + 1, 0);
      plan = null;
    }
    return new Step(batch, produced);
  }

  private Step takeAhead() {
    try {
      Step step = ahead.remove().get();
      ahead.add(background.submit(this::produce));
      return step;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a batch", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("building a batch failed", e.getCause());
    }
  }

  private static ExecutorService newBackground() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, "batches");
          thread.setDaemon(true); // a forgotten stream must not keep the process alive
          return thread;
        });
  }
}
