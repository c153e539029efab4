package org.translatenas.translate.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.training.UserException;
import org.translatenas.translate.config.PrepareConfig;

/**
 * The texts of a preparation, each read once to its end before anything is made of them: a bad line
 * in the test set must not show itself after the tokenizer has been trained.
 */
final class CorpusSurvey {
  /**
   * One part of the corpus.
   *
   * @param name train, valid or test
   * @param pairs lines of each text, at least one
   */
  record PartTexts(String name, Path source, Path target, long pairs) {}

  private CorpusSurvey() {}

  /** The parts that {@code config} names, train first. */
  static List<PartTexts> of(PrepareConfig config) {
    List<PartTexts> parts = new ArrayList<>();
    requireKey("trainSource", config.trainSource());
    requireKey("trainTarget", config.trainTarget());
    requireKey("validSource", config.validSource());
    requireKey("validTarget", config.validTarget());
    if (config.tokenizer() != null && !Files.isRegularFile(config.tokenizer())) {
      throw UserException.data(config.tokenizer() + ": no such file; check prepare.tokenizer");
    }
    parts.add(read("train", config.trainSource(), config.trainTarget()));
    parts.add(read("valid", config.validSource(), config.validTarget()));
    if (config.testSource() != null) {
      parts.add(read("test", config.testSource(), config.testTarget()));
    }
    return parts;
  }

  private static PartTexts read(String name, Path source, Path target) {
    long pairs = 0;
    try (ParallelText text = new ParallelText(source, target)) {
      while (text.next().isPresent()) {
        pairs++;
      }
    }
    if (pairs == 0) {
      throw UserException.data(
          source + " and " + target + " have no lines; " + name + " needs at least one pair");
    }
    return new PartTexts(name, source, target, pairs);
  }

  private static void requireKey(String key, Path value) {
    if (value == null) {
      throw UserException.usage(
          String.format(
              "prepare.%s is not set; name a text in the configuration or with --set prepare.%s=FILE",
              key, key));
    }
    if (Files.isDirectory(value)) {
      throw UserException.usage(
          "prepare." + key + ": " + value + " is a folder; name a text file in it");
    }
  }
}
