package org.translatenas.reversible;

import java.util.Map;
import java.util.TreeMap;

/**
 * How often each kernel was called on the thread that started the count, and the time spent there.
 * On a processor a call returns when its work is done, so this is where a program's time goes.
 */
public final class KernelTimes {
  private static final ThreadLocal<KernelTimes> RUNNING = new ThreadLocal<>();

  private final Map<String, Entry> entries = new TreeMap<>();

  /**
   * What one kernel took.
   *
   * @param calls how often it was called
   * @param seconds in all of them, the way through JNI included
   */
  public record Entry(long calls, double seconds) {}

  private KernelTimes() {}

  /** Counts while {@code body} runs. */
  public static Map<String, Entry> during(Runnable body) {
    KernelTimes times = new KernelTimes();
    RUNNING.set(times);
    try {
      body.run();
    } finally {
      RUNNING.remove();
    }
    return times.entries;
  }

  /** The count that is running on this thread, or null. */
  static KernelTimes running() {
    return RUNNING.get();
  }

  void add(String kernel, long nanos) {
    entries.merge(
        kernel,
        new Entry(1, nanos / 1e9),
        (a, b) -> new Entry(a.calls + b.calls, a.seconds + b.seconds));
  }
}
