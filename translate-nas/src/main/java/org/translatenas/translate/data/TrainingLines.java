package org.translatenas.translate.data;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The lines of several texts, one after the other, for training a tokenizer; may be read once. */
public final class TrainingLines implements Iterator<String>, AutoCloseable {
  private final Iterator<Path> files;
  private TextLines current;
  private String next;

  /** The lines of {@code files}, plain or gzip. */
  public TrainingLines(List<Path> files) {
    this.files = List.copyOf(files).iterator();
    advance();
  }

  private void advance() {
    next = current == null ? null : current.next();
    while (next == null && files.hasNext()) {
      close();
      current = new TextLines(files.next());
      next = current.next();
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public String next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    String line = next;
    advance();
    return line;
  }

  @Override
  public void close() {
    if (current != null) {
      current.close();
    }
  }
}
