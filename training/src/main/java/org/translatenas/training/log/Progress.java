package org.translatenas.training.log;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a run is, on standard error: one line that is redrawn on a terminal, a plain line every
 * half minute elsewhere. {@code training 45% [========= ] 450/1000 12.3/s ETA 0:45 loss 3.2}
 */
public final class Progress implements AutoCloseable {
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long PLAIN_NANOS = 30_000_000_000L;
  private static final int BAR = 20;
  private static final int COLUMNS = 100;

  private final String label;
  private final long start;
  private final long total;
  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private long lastNanos;
  private String pending = "";

  /**
   * A progress line that begins now.
   *
   * @param start what a resumed run had done before; it does not count for the rate
   * @param total the number of units, or -1 if unknown
   */
  public static Progress onStandardError(String label, long start, long total) {
    return new Progress(label, start, total, System.err, isTerminal(), System::nanoTime);
  }

  Progress(
      String label,
      long start,
      long total,
      PrintStream out,
      boolean terminal,
      LongSupplier nanoTime) {
    this.label = label;
    this.start = start;
    this.total = total;
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.lastNanos = startNanos - PLAIN_NANOS;
  }

  /** Says that {@code done} units are done; {@code metrics} is free text at the line's end. */
  public void update(long done, String metrics) {
    long now = nanoTime.getAsLong();
    String line = line(done, metrics, now);
    if (now - lastNanos < (terminal ? REDRAW_NANOS : PLAIN_NANOS)) {
      pending = line;
      return;
    }
    lastNanos = now;
    pending = "";
    show(line);
  }

  /** Shows the last state and leaves the line. */
  @Override
  public void close() {
    if (!pending.isEmpty()) {
      show(pending);
      pending = "";
    }
    if (terminal) {
      out.println();
    }
    out.flush();
  }

  private void show(String line) {
    if (terminal) {
      // Carriage return, the line, erase what an earlier, longer one left behind.
      out.print("\r" + line.substring(0, Math.min(line.length(), COLUMNS)) + "\033[K");
    } else {
      out.print(line + "\n");
    }
    out.flush();
  }

  private String line(long done, String metrics, long now) {
    double seconds = (now - startNanos) / 1e9;
    double rate = seconds > 0 ? (done - start) / seconds : 0;
    StringBuilder line = new StringBuilder(label);
    if (total > 0) {
      int filled = (int) (BAR * Math.min(done, total) / total);
      line.append(String.format(Locale.ROOT, " %3d%%", 100 * Math.min(done, total) / total));
      if (terminal) {
        line.append(" [").append("=".repeat(filled)).append(" ".repeat(BAR - filled)).append(']');
      }
      line.append(" ").append(done).append('/').append(total);
    } else {
      line.append(' ').append(done);
    }
    line.append(String.format(Locale.ROOT, " %.1f/s", rate));
    if (total > done && rate > 0) {
      line.append(" ETA ").append(clock((long) Math.ceil((total - done) / rate)));
    }
    return metrics.isEmpty() ? line.toString() : line.append(' ').append(metrics).toString();
  }

  private static String clock(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** Java knows only of standard input and output together; Linux says what standard error is. */
  @SuppressWarnings("SystemConsoleNull") // Java 22's Console.isTerminal is not in Java 17.
  private static boolean isTerminal() {
    Path standardError = Path.of("/proc/self/fd/2");
    if (!Files.isSymbolicLink(standardError)) {
      return System.console() != null;
    }
    try {
      return Files.readSymbolicLink(standardError).toString().matches("/dev/(pts/|tty).*");
    } catch (IOException e) {
      return false; // Plain lines are right wherever nothing is known.
    }
  }
}
