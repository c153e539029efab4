package org.translatenas.translate.data;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.translatenas.training.UserException;

/**
 * The lines of a stream of UTF-8 text, one at a time. Only {@code \n} ends a line: U+2028 or a form
 * feed within a sentence do not. One {@code \r} before it and a byte order mark at the beginning
 * are taken off and counted.
 *
 * <p>What is not such a text is a {@link UserException} with name and line. Not thread-safe.
 */
public final class Utf8Lines {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LONGEST_LINE_BYTES = 1 << 20;

  private final InputStream in;
  private final String name;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private int at;
  private int end;
  private long number;
  private long carriageReturns;
  private boolean byteOrderMark;

  /**
   * The lines of {@code in}, which stays the caller's.
   *
   * @param name of the stream, for messages
   */
  public Utf8Lines(InputStream in, String name) {
    this.in = in;
    this.name = name;
  }

  /** The next line without its end, or null after the last. */
  public String next() {
    line.reset();
    boolean ended = false;
    boolean any = false;
    while (!ended && (at < end || fill())) {
      any = true;
      int start = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, start, at - start);
      if (at < end) {
        at++;
        ended = true;
      }
      if (line.size() > LONGEST_LINE_BYTES) {
        throw broken(number + 1, "longer than 1 MiB; the text must have one sentence a line");
      }
    }
    if (!any) {
      return null;
    }
    number++;
    return stripped(decoded(line.toByteArray()));
  }

  /** Lines read so far; after {@link #next} the number of that line, from 1. */
  public long number() {
    return number;
  }

  /** Lines so far that had a {@code \r} before their end. */
  long carriageReturns() {
    return carriageReturns;
  }

  /** Whether the text begins with a byte order mark. */
  boolean byteOrderMark() {
    return byteOrderMark;
  }

  private boolean fill() {
    try {
      at = 0;
      end = Math.max(0, in.read(buffer));
      return end > 0;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private String stripped(String decoded) {
    int from = 0;
    int to = decoded.length();
    if (number == 1 && to > 0 && decoded.charAt(0) == '\uFEFF') {
      byteOrderMark = true;
      from = 1;
    }
    if (to > from && decoded.charAt(to - 1) == '\r') {
      carriageReturns++;
      to--;
    }
    return decoded.substring(from, to);
  }

  private String decoded(byte[] bytes) {
    ByteBuffer encoded = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.reset().decode(encoded, out, true);
    out.flip();
    if (result.isError()) {
      int column = out.toString().codePointCount(0, out.length()) + 1;
      String where = String.format("byte 0x%02X at column %d", bytes[encoded.position()], column);
      throw broken(
          number, "not valid UTF-8 (" + where + "); convert it with iconv -f latin1 -t utf-8");
    }
    return out.toString();
  }

  private UserException broken(long lineNumber, String what) {
    return UserException.data(name + ":" + lineNumber + ": " + what);
  }

  /** What to say when the bytes could not be read. */
  UserException unreadable(IOException e) {
    return UserException.data(
        String.format(
            "%s: cannot be read after line %d (%s); check where it comes from",
            name, number, e instanceof EOFException ? "it ends too early" : e.getMessage()));
  }
}
