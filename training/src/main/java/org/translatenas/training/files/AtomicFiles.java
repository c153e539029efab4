package org.translatenas.training.files;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.translatenas.training.UserException;

/**
 * Writes files and folders so that a reader, or a process killed at any moment, finds the old
 * content or the new one, never a part: everything is written beside its target under {@code
 * NAME.being-written}, forced to the disk, and renamed. That name, and {@code NAME.being-replaced},
 * are taken for this program's own and may be removed: no person chooses them for a copy.
 *
 * <p>What a killed process has left under the first name is overwritten by the next write. What
 * cannot be written is a {@link UserException#data} that names the path and the system's reason.
 */
public final class AtomicFiles {
  /** The end of the name under which something is written. */
  public static final String WRITTEN = ".being-written";

  /** The end of the name that a folder has while another takes its place. */
  public static final String REPLACED = ".being-replaced";

  private static final int MOST_LINKS = 40; // as many as Linux follows

  /** Fills a channel that is open for writing. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the caller forces it to the disk. */
    void writeTo(FileChannel channel) throws IOException;
  }

  /** Fills an empty folder. */
  @FunctionalInterface
  public interface FolderContent {
    /** Writes files and folders below {@code folder}; the caller forces them to the disk. */
    void writeTo(Path folder) throws IOException;
  }

  private AtomicFiles() {}

  /** Writes UTF-8 text. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes. */
  public static void write(Path file, byte[] bytes) {
    write(file, channel -> writeFully(channel, ByteBuffer.wrap(bytes)));
  }

  /**
   * Makes the folder of a file that is to be written later, and throws if nothing can be written
   * there: before long work, not after it.
   */
  public static void requireWritable(Path file) {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw UserException.data(file + ": is a folder; choose another name");
    }
    try {
      Files.createDirectories(target.getParent());
      Files.delete(Files.createTempFile(target.getParent(), target.getFileName() + ".", WRITTEN));
    } catch (IOException e) {
      throw UserException.unwritable(file, e);
    }
  }

  /** Writes what {@code content} puts into the channel. */
  public static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path temporary = beside(target, WRITTEN);
    try {
      Files.createDirectories(target.getParent());
      write(temporary, target, content);
      forceFolder(target.getParent());
    } catch (IOException e) {
      throw UserException.unwritable(file, e);
    }
  }

  private static void write(Path temporary, Path target, Content content) throws IOException {
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary); // after a failure; it may be what fills the disk
    }
  }

  /**
   * Throws where {@link #writeFolder} would lose what it does not write itself, or could put
   * nothing into this place, as with a mount point: before long work, not after it. An empty folder
   * may be replaced.
   *
   * @param kind what may be replaced too, for the message
   * @param names its entries, of which each has the first
   */
  public static void requireReplaceable(Path folder, String kind, List<String> names) {
    recoverFolder(folder);
    if (!Files.exists(folder)) {
      return;
    }
    List<String> there = Files.isDirectory(folder) ? entries(folder) : List.of("a file's content");
    if (!there.isEmpty() && !there.contains(names.get(0))) {
      throw UserException.usage(
          "%s: exists and is not %s; choose another --output".formatted(folder, kind));
    }
    for (String name : there) {
      if (!names.contains(name)) {
        throw UserException.usage(
            "%s: would be replaced as a whole, and %s in it would be lost; move that away or choose"
                    .formatted(folder, name)
                + " another --output");
      }
    }
    try {
      Path target = place(folder);
      if (Path.of("").toRealPath().startsWith(target.toRealPath())) {
        throw UserException.usage(
            folder + ": is the folder that you are in and would be replaced; choose one inside it");
      }
      Path old = beside(target, REPLACED);
      delete(old);
      Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AccessDeniedException e) {
      throw UserException.unwritable(folder, e);
    } catch (IOException e) {
      throw UserException.usage(
          "%s: cannot be replaced as a whole (%s); choose one inside it".formatted(folder, e));
    }
  }

  private static List<String> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw UserException.unreadable(folder, e);
    }
  }

  /** Where a folder is in truth: links to another disk stay, and what they point to is replaced. */
  private static Path place(Path folder) throws IOException {
    Path place = folder.toAbsolutePath().normalize();
    for (int links = 0; Files.isSymbolicLink(place); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(folder.toString());
      }
      place = place.resolveSibling(Files.readSymbolicLink(place)).normalize();
    }
    return place;
  }

  /**
   * Writes a folder. One of the same name is replaced, and removed only when the new one is in its
   * place; a process killed between the two renames leaves it as {@code NAME.being-replaced}, from
   * where {@link #recoverFolder} brings it back. After a failure nothing of the new one is left.
   */
  public static void writeFolder(Path folder, FolderContent content) {
    try {
      Path target = place(folder);
      Path temporary = beside(target, WRITTEN);
      recoverFolder(target);
      delete(temporary);
      try {
        Files.createDirectories(temporary);
        content.writeTo(temporary);
        forceTree(temporary);
        replace(target, temporary);
      } finally {
        delete(temporary);
      }
    } catch (IOException e) {
      throw UserException.unwritable(folder, e);
    } catch (UncheckedIOException e) {
      throw UserException.unwritable(folder, e.getCause());
    }
  }

  private static void replace(Path target, Path by) throws IOException {
    Path old = beside(target, REPLACED);
    if (Files.exists(target)) {
      delete(old);
      Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(by, target, StandardCopyOption.ATOMIC_MOVE);
    forceFolder(target.getParent());
    delete(old);
  }

  /** Brings a folder back whose replacement was interrupted; true if there was something to do. */
  public static boolean recoverFolder(Path folder) {
    if (Files.exists(folder)) {
      return false;
    }
    try {
      Path target = place(folder);
      Path old = beside(target, REPLACED);
      if (!Files.exists(old)) {
        return false;
      }
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      throw UserException.unwritable(folder, e);
    }
  }

  /** Removes a file or a folder with everything in it; nothing there is no error. */
  public static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try {
      for (Path each : deepestFirst(path)) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw UserException.unwritable(path, e);
    }
  }

  /** Writes the whole buffer, however many calls that takes. */
  static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static void forceTree(Path folder) throws IOException {
    for (Path each : deepestFirst(folder)) {
      if (Files.isDirectory(each)) {
        forceFolder(each);
      } else {
        try (FileChannel channel = FileChannel.open(each, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
  }

  /** A rename lasts through a power cut only when the folder is forced too; Windows cannot. */
  private static void forceFolder(Path folder) throws IOException {
    if (File.separatorChar == '/') {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static List<Path> deepestFirst(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Path beside(Path path, String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }
}
