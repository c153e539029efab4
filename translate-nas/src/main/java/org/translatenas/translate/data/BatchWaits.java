package org.translatenas.translate.data;

import java.util.List;

/** How long a step waited for its batches, on average since the last time that it was asked. */
public final class BatchWaits {
  private final List<BatchStream> streams;
  private long update;
  private double seconds;

  /** Of steps after {@code update} that read {@code streams}. */
  public BatchWaits(long update, BatchStream... streams) {
    this.update = update;
    this.streams = List.of(streams);
  }

  /** Mean milliseconds an update; {@code now} updates are done. */
  public double takeMillis(long now) {
    double waited = streams.stream().mapToDouble(BatchStream::waitedSeconds).sum();
    double millis = (waited - seconds) * 1e3 / (now - update);
    update = now;
    seconds = waited;
    return millis;
  }
}
