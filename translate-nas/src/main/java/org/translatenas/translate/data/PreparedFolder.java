package org.translatenas.translate.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;

/** The folder of a prepared corpus as a whole: what may be replaced, and by what. */
final class PreparedFolder {
  private PreparedFolder() {}

  /** Refuses to replace anything but an empty folder and an earlier prepared corpus. */
  static void requireReplaceable(Path folder) {
    if (!Files.exists(folder) || Files.exists(folder.resolve(StatisticsFile.NAME))) {
      return;
    }
    if (!Files.isDirectory(folder) || !isEmpty(folder)) {
      throw UserException.usage(
          folder + ": exists and is not a prepared corpus; choose another --output");
    }
  }

  /** Fills a folder beside it and renames that; after a failure nothing of it is left. */
  static void write(Path folder, AtomicFiles.FolderContent content) {
    boolean done = false;
    try {
      AtomicFiles.writeFolder(folder, content);
      done = true;
    } finally {
      if (!done) {
        AtomicFiles.delete(folder.resolveSibling(folder.getFileName() + ".tmp"));
      }
    }
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw UserException.usage(folder + ": cannot be listed (" + e + "); choose another --output");
    }
  }
}
