package org.translatenas.training.log;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.translatenas.training.UserException;

/**
 * A file of spans of time that {@code chrome://tracing} and Perfetto draw: Trace Event Format, a
 * JSON array of complete events ("ph": "X") with microseconds from the start. It appears with the
 * first span and holds no more than {@link #MOST}; later ones are left out.
 */
final class ChromeTrace implements AutoCloseable {
  /** Some 20 MB. */
  static final int MOST = 200_000;

  private final Path file;
  private final long start;
  private BufferedWriter out;
  private int spans;

  /** A trace whose time begins at {@code start} nanoseconds. */
  ChromeTrace(Path file, long start) {
    this.file = file;
    this.start = start;
  }

  /** Adds a span. */
  void span(String name, String category, long beginNanos, long endNanos) {
    if (spans == MOST) {
      return;
    }
    try {
      if (out == null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
      }
      out.write(spans++ == 0 ? "[\n" : ",\n");
      out.write(
          String.format(
              Locale.ROOT,
              "{\"name\":\"%s\",\"cat\":\"%s\",\"ph\":\"X\",\"ts\":%.3f,\"dur\":%.3f,\"pid\":1,\"tid\":1}",
              name,
              category,
              (beginNanos - start) / 1e3,
              (endNanos - beginNanos) / 1e3));
    } catch (IOException e) {
      throw UserException.unwritable(file, e);
    }
  }

  /** Whether the file has appeared. */
  boolean begun() {
    return out != null;
  }

  /** Ends the array. */
  @Override
  public void close() {
    if (out == null) {
      return;
    }
    try (BufferedWriter closed = out) {
      closed.write("\n]\n");
    } catch (IOException e) {
      throw UserException.unwritable(file, e);
    }
  }
}
