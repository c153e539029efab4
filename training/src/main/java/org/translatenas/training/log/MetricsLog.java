package org.translatenas.training.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;

/**
 * Metrics as JSON Lines: one JSON object a line, appended and handed to the system at once, so that
 * a killed run leaves every row but perhaps the last. NaN and infinities, which JSON does not have,
 * are the texts "NaN", "Infinity" and "-Infinity".
 *
 * <p>Rows are a function of the run alone when the caller puts no times into them; then the log of
 * a resumed run equals that of an uninterrupted one, byte for byte.
 */
public final class MetricsLog implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final OutputStream out;

  private MetricsLog(Path file) {
    this.file = file;
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      this.out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw UserException.unwritable(file, e);
    }
  }

  /** Opens a log for a new run, or appends to one. */
  public static MetricsLog open(Path file) {
    return new MetricsLog(file);
  }

  /**
   * Opens the log of a run that goes on after {@code lastStep}: cuts it before the first row whose
   * {@code stepKey} is greater, before what was said at an end (a row without {@code stepKey} that
   * follows one with it), and before a last line that a killed process did not finish.
   */
  public static MetricsLog resume(Path file, String stepKey, long lastStep) {
    if (Files.exists(file)) {
      try {
        byte[] whole = Files.readAllBytes(file);
        int kept = lengthUntil(file, whole, stepKey, lastStep);
        if (kept < whole.length) {
          AtomicFiles.write(file, Arrays.copyOf(whole, kept));
        }
      } catch (IOException e) {
        throw UserException.unreadable(file, e);
      }
    }
    return new MetricsLog(file);
  }

  /** Appends one row, keys in the map's order. */
  public void write(Map<String, ?> row) {
    try {
      out.write((JSON.writeValueAsString(row) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a row that is no JSON: " + row, e);
    } catch (IOException e) {
      throw UserException.unwritable(file, e);
    }
  }

  /** Appends one row, keys in the order of the record's components. */
  public void write(Record row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      try {
        values.put(component.getName(), accessor.invoke(row));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(component + " cannot be read", e);
      }
    }
    write(values);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw UserException.unwritable(file, e);
    }
  }

  private static int lengthUntil(Path file, byte[] whole, String stepKey, long lastStep) {
    int start = 0;
    int line = 0;
    boolean stepped = false;
    for (int end = 0; end < whole.length; end++) {
      if (whole[end] != '\n') {
        continue;
      }
      line++;
      String text = new String(whole, start, end - start, StandardCharsets.UTF_8);
      JsonNode step;
      try {
        step = JSON.readTree(text).path(stepKey);
      } catch (JsonProcessingException e) {
        throw UserException.data(
            "%s:%d: is not a JSON row; mend or remove the line".formatted(file, line));
      }
      if (step.isNumber() ? step.longValue() > lastStep : stepped) {
        return start;
      }
      stepped |= step.isNumber();
      start = end + 1;
    }
    return start;
  }
}
