package org.translatenas.translate.benchmark;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.translatenas.reversible.Profile;
import org.translatenas.reversible.Torch;

/**
 * How often each kernel was called, and the time spent there. On a processor a call returns when
 * its work is done, so this is where a program's time goes.
 */
final class KernelTimes implements Profile {
  private final Map<String, Entry> entries = new TreeMap<>();

  /**
   * What one kernel took.
   *
   * @param calls how often it was called
   * @param seconds in all of them, the way through JNI included
   */
  record Entry(long calls, double seconds) {}

  private KernelTimes() {}

  /** Counts what this thread calls while {@code body} runs. */
  static Map<String, Entry> during(Runnable body) {
    KernelTimes times = new KernelTimes();
    Torch.profiling(times, body);
    return times.entries;
  }

  @Override
  public <T> T time(Part part, Supplier<T> body) {
    return body.get();
  }

  @Override
  public <T> T call(String name, Supplier<T> body) {
    long begin = System.nanoTime();
    try {
      return body.get();
    } finally {
      entries.merge(
          name,
          new Entry(1, (System.nanoTime() - begin) / 1e9),
          (a, b) -> new Entry(a.calls + b.calls, a.seconds + b.seconds));
    }
  }

  @Override
  public void step() {}
}
