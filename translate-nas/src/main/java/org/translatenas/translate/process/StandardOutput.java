package org.translatenas.translate.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.translatenas.training.UserException;

/**
 * Where results go. A full disk or a reader that has gone is a {@link UserException} at once:
 * Java's {@code System.out} and print streams would let lines be lost without a word.
 */
public final class StandardOutput extends OutputStream {
  private final OutputStream target;

  /** The process's own. */
  public StandardOutput() {
    this(new FileOutputStream(FileDescriptor.out));
  }

  /** One over {@code target}, which stays the caller's. */
  public StandardOutput(OutputStream target) {
    this.target = target;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value});
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public void flush() {
    try {
      target.flush();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static UserException broken(IOException e) {
    return UserException.data(
        "standard output: cannot be written (" + e.getMessage() + "); check where it goes");
  }
}
