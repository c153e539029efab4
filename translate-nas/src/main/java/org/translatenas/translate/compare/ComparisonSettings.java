package org.translatenas.translate.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;

/**
 * What all runs of a comparison have in common: {@code comparison.json} of its folder, version 1. A
 * comparison that goes on must have the same.
 *
 * @param version of this file's format
 * @param budget of a search, in gradient evaluations
 * @param updates of a training
 * @param firstLines of the test set that are scored by themselves too
 * @param latencySentences of the test set, whose decoding is timed
 * @param transformer sizes of the standard Transformer
 * @param configuration of all, as YAML
 */
record ComparisonSettings(
    int version,
    double budget,
    int updates,
    int firstLines,
    int latencySentences,
    String transformer,
    String configuration) {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  ComparisonSettings(
      double budget,
      int updates,
      int firstLines,
      int latencySentences,
      String transformer,
      String configuration) {
    this(VERSION, budget, updates, firstLines, latencySentences, transformer, configuration);
    if (!(budget > 0) || updates < 1 || firstLines < 1 || latencySentences < 1) {
      throw UserException.usage(
          "--budget, --updates, --first-lines and --latency-sentences must be above 0");
    }
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
        if (!before.equals(this)) {
          throw UserException.usage(
              file
                  + ": this comparison was begun with other options or another configuration; give"
                  + " the same, or another --output");
        }
        return;
      }
      AtomicFiles.write(file, JSON.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw UserException.data(file + ": is damaged; restore it, or take another --output");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
