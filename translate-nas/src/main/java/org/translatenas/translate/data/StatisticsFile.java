package org.translatenas.translate.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.translatenas.training.UserException;

/** {@link PreparationStatistics} as JSON. */
final class StatisticsFile {
  static final String NAME = "statistics.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private StatisticsFile() {}

  static void write(Path file, PreparationStatistics statistics) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(statistics) + "\n");
  }

  static PreparationStatistics read(Path file) throws IOException {
    try {
      JsonNode tree = JSON.readTree(Files.readString(file));
      int version = tree.path("version").asInt();
      if (version != PreparationStatistics.VERSION) {
        throw UserException.data(
            String.format(
                "%s: prepared corpus of version %d, this program reads version %d; run"
                    + " 'translate-nas prepare' again",
                file, version, PreparationStatistics.VERSION));
      }
      return JSON.treeToValue(tree, PreparationStatistics.class);
    } catch (JsonProcessingException e) {
      throw UserException.data(
          String.format(
              "%s: damaged (%s); run 'translate-nas prepare' again",
              file, e.getOriginalMessage().lines().findFirst().orElse("no JSON")));
    }
  }
}
