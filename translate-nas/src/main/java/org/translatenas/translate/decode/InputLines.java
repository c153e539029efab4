package org.translatenas.translate.decode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.translatenas.training.UserException;

/**
 * The lines of a stream of UTF-8 text, one at a time. Only {@code \n} ends a line; one {@code \r}
 * before it, and a byte order mark at the beginning, are taken off.
 */
public final class InputLines {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LONGEST_LINE_BYTES = 1 << 20;

  private final InputStream in;
  private final String name;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private long number;

  /** The lines of standard input, {@code in}, which stays the caller's. */
  public InputLines(InputStream in) {
    this(in, "standard input");
  }

  /** The lines of {@code in}, which stays the caller's; messages call it {@code name}. */
  public InputLines(InputStream in, String name) {
    this.in = in;
    this.name = name;
  }

  /** What messages call it. */
  public String name() {
    return name;
  }

  /** How many lines have been read. */
  public long number() {
    return number;
  }

  /** The next line without its end, or null after the last. */
  public String next() {
    if (at == end && !fill()) {
      return null;
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    do {
      int start = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, start, at - start);
      if (line.size() > LONGEST_LINE_BYTES) {
        throw broken("is longer than 1 MiB; the input must have one sentence a line");
      }
      if (at < end) {
        at++;
        break;
      }
    } while (fill());
    return stripped(decoded(line.toByteArray()));
  }

  private boolean fill() {
    try {
      at = 0;
      end = Math.max(0, in.read(buffer));
      return end > 0;
    } catch (IOException e) {
      throw broken("cannot be read (" + e.getMessage() + "); check where the input comes from");
    }
  }

  private String decoded(byte[] line) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      throw broken("is not valid UTF-8; convert the input, as with iconv -f latin1 -t utf-8");
    }
  }

  private String stripped(String line) {
    int from = number == 1 && line.startsWith("\uFEFF") ? 1 : 0;
    int to = line.endsWith("\r") ? line.length() - 1 : line.length();
    return line.substring(from, Math.max(from, to));
  }

  private UserException broken(String what) {
    return UserException.data(name + ", line " + number + ": " + what);
  }
}
