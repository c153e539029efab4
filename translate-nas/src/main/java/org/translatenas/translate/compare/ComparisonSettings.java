package org.translatenas.translate.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;

/**
 * What all runs of a comparison have in common: {@code comparison.json} of its folder, version 2. A
 * comparison that goes on must have the same. Version 1 had no data; it takes those of now.
 *
 * @param version of this file's format
 * @param budget of a search, in gradient evaluations
 * @param updates of a training
 * @param firstLines of the test set that are scored by themselves too
 * @param latencySentences of the test set, whose decoding is timed
 * @param transformer sizes of the standard Transformer
 * @param configuration of all, as YAML
 * @param data SHA-256 of what all read, by its name
 */
record ComparisonSettings(
    int version,
    double budget,
    int updates,
    int firstLines,
    int latencySentences,
    String transformer,
    String configuration,
    Map<String, String> data) {
  private static final int VERSION = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  ComparisonSettings(
      double budget,
      int updates,
      int firstLines,
      int latencySentences,
      String transformer,
      String configuration,
      Map<String, String> data) {
    this(VERSION, budget, updates, firstLines, latencySentences, transformer, configuration, data);
    if (!(budget > 0) || updates < 1 || firstLines < 1 || latencySentences < 1) {
      throw UserException.usage(
          "--budget, --updates, --first-lines and --latency-sentences must be above 0");
    }
  }

  private ComparisonSettings with(Map<String, String> corpus) {
    return new ComparisonSettings(
        budget, updates, firstLines, latencySentences, transformer, configuration, corpus);
  }

  /** Writes these, or refuses others than those that are there. */
  void begin(Path folder) {
    Path file = folder.resolve("comparison.json");
    try {
      if (Files.exists(file)) {
        ComparisonSettings before = JSON.readValue(file.toFile(), ComparisonSettings.class);
        if (before.version > VERSION) {
          throw UserException.data(file + ": is of a newer version; use a newer translate-nas");
        }
        if (before.data != null && !before.data.equals(data)) {
          throw UserException.usage(
              file
                  + ": this comparison was begun with another prepared corpus; give the same --data,"
                  + " or another --output");
        }
        if (!before.with(data).equals(this)) {
          throw UserException.usage(
              file
                  + ": this comparison was begun with other options or another configuration; give"
                  + " the same, or another --output");
        }
        if (before.equals(this)) {
          return;
        }
      }
      AtomicFiles.write(file, JSON.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw UserException.data(file + ": is damaged; restore it, or take another --output");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
