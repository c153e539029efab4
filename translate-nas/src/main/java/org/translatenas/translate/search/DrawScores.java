package org.translatenas.translate.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.log.MetricsLog;

/**
 * {@code draws.jsonl} of a search's folder: a line for each architecture that has been scored at
 * the end of a search, {@code {"update":638,"of":638,"draw":0,"score":5.7712,"seconds":812.5}}.
 * There are as many evaluations as the search had updates, so a search that is stopped among them
 * goes on after the last line. Lines of other numbers of updates are of no use, and are replaced.
 */
final class DrawScores implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final long update;
  private final long updates;
  private final List<Double> scores = new ArrayList<>();
  private double seconds;
  private MetricsLog log;

  /**
   * What {@code file} has, which need not exist; nothing is written yet.
   *
   * @param update updates that the search has made
   * @param updates that it was to make, on which draws depend too
   */
  DrawScores(Path file, long update, long updates) {
    this.file = file;
    this.update = update;
    this.updates = updates;
    if (Files.exists(file)) {
      read();
    }
  }

  private void read() {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw UserException.unreadable(file, e);
    }
    for (String line : lines) {
      JsonNode row;
      try {
        row = JSON.readTree(line);
      } catch (JsonProcessingException e) {
        return; // The line at which a process was killed.
      }
      if (row.path("update").asLong() != update
          || row.path("of").asLong() != updates
          || row.path("draw").asLong() != scores.size()) {
        return;
      }
      scores.add(Double.valueOf(row.path("score").asText()));
      seconds = row.path("seconds").asDouble();
    }
  }

  /** Updates of the search whose architectures these are. */
  long update() {
    return update;
  }

  /** The scores so far, in the order of the draws; NaN and infinities are possible. */
  List<Double> scores() {
    return Collections.unmodifiableList(scores);
  }

  /** What the search had taken at the last score; 0 without one. */
  double seconds() {
    return seconds;
  }

  /** Keeps the next one. */
  void add(double score, double secondsNow) {
    if (log == null) {
      if (scores.isEmpty()) {
        AtomicFiles.delete(file);
      }
      log = MetricsLog.resume(file, "draw", scores.size() - 1L);
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("update", update);
    row.put("of", updates);
    row.put("draw", scores.size());
    row.put("score", score);
    row.put("seconds", secondsNow);
    log.write(row);
    scores.add(score);
  }

  @Override
  public void close() {
    if (log != null) {
      log.close();
    }
  }
}
