package org.translatenas.training.log;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.translatenas.reversible.Profile;
import org.translatenas.reversible.Torch;

/**
 * Where the time of a run's steps goes: a table at the end, and a {@link ChromeTrace} of the first
 * ones. A part's time is its own, without that of parts inside it. On a graphics card a call
 * returns before its work is done, so that the work shows where its result is waited for.
 */
public final class StepProfile implements Profile, AutoCloseable {
  /** Steps that load code and kernels, and are left out of the table where there are more. */
  private static final int WARM_UP = 3;

  private static final int LISTED_CALLS = 15;

  private final LongSupplier nanoTime;
  private final ChromeTrace trace;
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int current = Totals.OTHER;
  private long mark;
  private long stepBegin;
  private Totals totals = new Totals();
  private Totals warmUp = totals;

  /** A profile that begins now, with its trace in the file {@code trace}. */
  public StepProfile(Path trace) {
    this(trace, System::nanoTime);
  }

  StepProfile(Path trace, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    mark = nanoTime.getAsLong();
    stepBegin = mark;
    this.trace = new ChromeTrace(trace, mark);
  }

  /** Runs {@code body} under a profile and prints the table, however the body ends. */
  public static void during(Path trace, PrintStream out, Runnable body) {
    try (StepProfile profile = new StepProfile(trace)) {
      try {
        Torch.profiling(profile, body);
      } finally {
        out.print(profile.table());
        if (profile.trace.begun()) {
          out.println("wrote " + trace);
        }
      }
    }
  }

  /** Sums over some steps. */
  private static final class Totals {
    static final int OTHER = Part.values().length;

    final long[] nanos = new long[OTHER + 1];
    final long[] calls = new long[OTHER + 1];
    final Map<String, long[]> byName = new LinkedHashMap<>(); // calls, nanoseconds
    long longestWait;
    int steps;
  }

  @Override
  public <T> T time(Part part, Supplier<T> body) {
    long begin = charge();
    outer.push(current);
    if (current != Part.BETWEEN.ordinal()) {
      current = part.ordinal();
    }
    try {
      return body.get();
    } finally {
      long end = charge();
      current = outer.pop();
      trace.span(name(part.ordinal()), "part", begin, end);
      if (part == Part.WAITING) {
        totals.longestWait = Math.max(totals.longestWait, end - begin);
      }
    }
  }

  @Override
  public <T> T call(String name, Supplier<T> body) {
    long begin = nanoTime.getAsLong();
    try {
      return body.get();
    } finally {
      long end = nanoTime.getAsLong();
      totals.calls[current]++;
      if (current != Part.BETWEEN.ordinal()) {
        long[] sums = totals.byName.computeIfAbsent(name, key -> new long[2]);
        sums[0]++;
        sums[1] += end - begin;
      }
      trace.span(name, "call", begin, end);
    }
  }

  @Override
  public void step() {
    long now = charge();
    totals.steps++;
    trace.span(
        "step " + (totals == warmUp ? totals.steps : WARM_UP + totals.steps),
        "step",
        stepBegin,
        now);
    stepBegin = now;
    if (totals == warmUp && totals.steps == WARM_UP) {
      totals = new Totals();
    }
  }

  /** Gives the time since the last charge to the current part; returns the time. */
  private long charge() {
    long now = nanoTime.getAsLong();
    totals.nanos[current] += now - mark;
    mark = now;
    return now;
  }

  private static String name(int part) {
    return part == Totals.OTHER ? "other" : Part.values()[part].name().toLowerCase(Locale.ROOT);
  }

  /** The table, in lines. */
  public String table() {
    charge();
    Totals shown = totals.steps == 0 ? warmUp : totals;
    if (shown.steps == 0) {
      return "profile: no step was made\n";
    }
    int between = Part.BETWEEN.ordinal();
    double whole = Arrays.stream(shown.nanos).sum() - shown.nanos[between];
    StringBuilder table = new StringBuilder();
    line(
        table,
        "profile: mean of %d steps%s, %.1f ms each",
        shown.steps,
        shown == warmUp ? "" : " after the first " + WARM_UP,
        whole / shown.steps / 1e6);
    line(table, "  %-24s %10s %7s %9s", "part", "ms", "share", "calls");
    for (int part = 0; part <= Totals.OTHER; part++) {
      if (part != between) {
        row(table, name(part), shown, shown.nanos[part], shown.calls[part], whole);
      }
    }
    line(
        table,
        "  longest wait for a batch %.1f ms; validation and checkpoints %.1f s in all",
        shown.longestWait / 1e6,
        shown.nanos[between] / 1e9);
    line(table, "  %-24s %10s %7s %9s", "call", "ms", "share", "calls");
    List<Map.Entry<String, long[]>> names =
        shown.byName.entrySet().stream()
            .sorted(Comparator.comparingLong(entry -> -entry.getValue()[1]))
            .toList();
    for (Map.Entry<String, long[]> entry : names.subList(0, Math.min(LISTED_CALLS, names.size()))) {
      row(table, entry.getKey(), shown, entry.getValue()[1], entry.getValue()[0], whole);
    }
    if (names.size() > LISTED_CALLS) {
      line(table, "  and %d others", names.size() - LISTED_CALLS);
    }
    return table.toString();
  }

  private static void row(
      StringBuilder table, String name, Totals shown, long nanos, long calls, double whole) {
    line(
        table,
        "  %-24s %10.2f %5.1f %% %9.1f",
        name,
        (double) nanos / shown.steps / 1e6,
        100 * nanos / whole,
        (double) calls / shown.steps);
  }

  private static void line(StringBuilder table, String format, Object... values) {
    table.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** Ends the trace. */
  @Override
  public void close() {
    trace.close();
  }
}
