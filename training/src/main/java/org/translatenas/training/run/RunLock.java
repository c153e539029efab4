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

/**
 * Keeps a second process out of a folder: a lock on its file {@value #NAME}, which stays. The
 * system lets go of it with the process, however that ends.
 */
public final class RunLock implements AutoCloseable {
  /** The file that is locked. */
  public static final String NAME = "lock";

  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Locks {@code folder}, which is made if need be; refused while another process holds it. */
  @SuppressWarnings("MustBeClosedChecker") // the channel lives as long as the lock
  public static RunLock hold(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locks(channel, folder)) {
        channel.close();
        throw UserException.usage(
            folder + ": another process works in this folder; wait for it, or choose another");
      }
      return new RunLock(channel);
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
      channel.close();
    } catch (IOException e) {
      throw UserException.data("the lock of a folder cannot be let go: " + e.getMessage());
    }
  }
}
