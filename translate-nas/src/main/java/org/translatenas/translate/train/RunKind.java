package org.translatenas.translate.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.translatenas.training.UserException;

/**
 * What a run is: its folder has a log by which it is known. Searches and trainings have
 * configurations of the same form, and would take each other's checkpoints for damaged.
 */
public enum RunKind {
  SEARCH("search.jsonl"),
  TRAINING("train.jsonl");

  private final String log;

  RunKind(String log) {
    this.log = log;
  }

  /** Refuses a folder that has a run of the other kind. */
  public void check(Path folder) {
    for (RunKind kind : values()) {
      if (kind != this && Files.exists(folder.resolve(kind.log))) {
        throw UserException.usage(
            "%s: is the folder of a %s; choose another --output"
                .formatted(folder, kind.name().toLowerCase(Locale.ROOT)));
      }
    }
  }
}
