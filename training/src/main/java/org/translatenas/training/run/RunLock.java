package org.translatenas.training.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;

/**
 * Keeps a second process out of a folder: a lock on its file {@value #NAME}, which stays, or on one
 * beside a folder that is written as a whole. The system lets go of it with the process, however
 * that ends.
 */
public final class RunLock implements AutoCloseable {
  /** The file that is locked. */
  public static final String NAME = "lock";

  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

  private final FileChannel channel;
  private final Path transitory;

  private RunLock(FileChannel channel, Path transitory) {
    this.channel = channel;
    this.transitory = transitory;
  }

  /** Locks {@code folder}, which is made if need be; refused while another process holds it. */
  public static RunLock hold(Path folder) {
    return hold(
        folder,
        folder.resolve(NAME),
        false,
        "another process works in this folder; wait for it, or choose another");
  }

  /**
   * For a folder that {@link AtomicFiles#writeFolder} will write: refused while another process
   * writes it. The file that is locked stands beside it and goes with the lock.
   */
  public static RunLock holdWriting(Path folder) {
    Path target = folder.toAbsolutePath().normalize();
    Path file = target.resolveSibling(target.getFileName() + AtomicFiles.WRITTEN + "." + NAME);
    return hold(
        folder,
        file,
        true,
        "another process is writing it; wait for it, or choose another --output");
  }

  /**
   * Throws while another process holds {@code folder}: before work and memory that {@link #hold}
   * would make useless. Makes nothing.
   */
  public static void requireFree(Path folder) {
    if (Files.exists(folder.resolve(NAME))) {
      hold(folder).close();
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // the channel lives as long as the lock
  private static RunLock hold(Path folder, Path file, boolean transitory, String refusal) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locks(channel, folder)) {
        channel.close();
        throw UserException.usage(folder + ": " + refusal);
      }
      return new RunLock(channel, transitory ? file : null);
    } catch (IOException e) {
      throw UserException.unwritable(folder, e);
    }
  }

  private static boolean locks(FileChannel channel, Path folder) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // by this process
    } catch (IOException e) {
      // Some network file systems have no locks, and runs there must go on.
      LOG.warn("{} cannot be locked ({}); let no other process work in it", folder, e.getMessage());
      return true;
    }
  }

  @Override
  public void close() {
    try {
      if (transitory != null) {
        Files.deleteIfExists(transitory); // while it is held: a new file is another lock
      }
      channel.close();
    } catch (IOException e) {
      throw UserException.data("the lock of a folder cannot be let go: " + e.getMessage());
    }
  }
}
