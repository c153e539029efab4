package org.translatenas.training;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Something that the person at the keyboard can mend: a wrong key, a missing or damaged file, an
 * unequal number of lines. Its message is one line that says what is wrong, where, and what to do;
 * the command line prints it without a stack trace and ends with {@link #exitCode()}.
 */
public final class UserException extends RuntimeException {
  /** The exit code of a run that has paused. */
  public static final int PAUSED = 3;

  private static final long serialVersionUID = 1L;
  private final int exitCode;

  private UserException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Wrong usage: an option, a configuration key or value. Exit code 2. */
  public static UserException usage(String message) {
    return new UserException(2, message);
  }

  /** The input or a file is not as it must be. Exit code 1. */
  public static UserException data(String message) {
    return new UserException(1, message);
  }

  /** A file that the system does not let us read. */
  public static UserException unreadable(Path file, IOException reason) {
    return data("%s: cannot be read (%s); check it".formatted(file, reason));
  }

  /** A file or folder that the system does not let us write. */
  public static UserException unwritable(Path path, IOException reason) {
    return data(
        "%s: cannot be written (%s); check the folder, its permissions and the free space"
            .formatted(path, reason));
  }

  /** A run stopped because it was asked to, and can go on. Exit code {@link #PAUSED}. */
  public static UserException paused(String message) {
    return new UserException(PAUSED, message);
  }

  /** What the process returns to the shell: 1, 2 or 3. */
  public int exitCode() {
    return exitCode;
  }
}
