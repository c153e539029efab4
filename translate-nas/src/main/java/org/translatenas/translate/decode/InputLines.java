package org.translatenas.translate.decode;

import java.io.InputStream;
import org.translatenas.translate.data.Utf8Lines;

/** The lines of standard input, or of a stream that stands for it, one at a time. */
public final class InputLines {
  private final Utf8Lines lines;
  private final String name;

  /** The lines of standard input, {@code in}, which stays the caller's. */
  public InputLines(InputStream in) {
    this(in, "standard input");
  }

  /** The lines of {@code in}, which stays the caller's; messages call it {@code name}. */
  public InputLines(InputStream in, String name) {
    this.lines = new Utf8Lines(in, name);
    this.name = name;
  }

  /** What messages call it. */
  public String name() {
    return name;
  }

  /** How many lines have been read. */
  public long number() {
    return lines.number();
  }

  /** The next line without its end, or null after the last. */
  public String next() {
    return lines.next();
  }
}
