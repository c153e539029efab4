package org.translatenas.translate.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rows of {@code search.jsonl} or {@code train.jsonl}. */
record RunLog(List<JsonNode> rows) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Those of {@code file}, but for a last line that is not complete; none where it is not there.
   */
  static RunLog read(Path file) {
    List<JsonNode> rows = new ArrayList<>();
    try {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          rows.add(JSON.readTree(line));
        }
      }
    } catch (JsonProcessingException e) {
      return new RunLog(rows); // A process that was killed may leave half a line at the end.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RunLog(rows);
  }

  /** The value of {@code key} in the last row that has it; 0 without one. */
  double last(String key) {
    return rows.stream().filter(row -> row.has(key)).reduce((a, b) -> b).stream()
        .mapToDouble(row -> row.get(key).asDouble())
        .findFirst()
        .orElse(0);
  }

  double most(String key) {
    return rows.stream()
        .filter(r -> r.has(key))
        .mapToDouble(r -> r.get(key).asDouble())
        .max()
        .orElse(0);
  }

  double least(String key) {
    return rows.stream()
        .filter(row -> row.has(key))
        .mapToDouble(row -> row.get(key).asDouble())
        .min()
        .orElse(Double.NaN);
  }
}
