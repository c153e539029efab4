package org.translatenas.translate.data;

import java.nio.file.Path;
import java.util.List;
import org.translatenas.training.files.AtomicFiles;

/** The folder of a prepared corpus as a whole: what may be replaced. */
final class PreparedFolder {
  private static final List<String> NAMES =
      List.of(
          StatisticsFile.NAME,
          Preparation.MODEL,
          Preparation.VOCABULARY,
          "train.shard",
          "valid.shard",
          "valid.source.txt",
          "valid.target.txt",
          "test.shard",
          "test.source.txt",
          "test.target.txt");

  private PreparedFolder() {}

  /** Refuses to replace anything but an empty folder and an earlier prepared corpus. */
  static void requireReplaceable(Path folder) {
    AtomicFiles.requireReplaceable(folder, "a prepared corpus", NAMES);
  }
}
