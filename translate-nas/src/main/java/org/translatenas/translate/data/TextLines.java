package org.translatenas.translate.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.translatenas.training.UserException;

/**
 * The lines of a UTF-8 text, plain or gzip (its first two bytes decide, not its name), one at a
 * time. Only {@code \n} ends a line: U+2028 or a form feed within a sentence do not. One {@code \r}
 * before it and a byte order mark at the file's beginning are taken off and counted.
 *
 * <p>What is not such a text is a {@link UserException} with the file and the line. Not
 * thread-safe.
 */
final class TextLines implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LONGEST_LINE_BYTES = 1 << 20;

  private final Path file;
  private final DigestInputStream raw;
  private final InputStream text;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private int at;
  private int end;
  private long number;
  private long carriageReturns;
  private boolean byteOrderMark;

  TextLines(Path file) {
    this.file = file;
    if (!Files.isRegularFile(file)) {
      throw UserException.data(file + ": no such file; check the path");
    }
    try {
      InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
      bytes.mark(2);
      boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
      bytes.reset();
      raw = new DigestInputStream(bytes, sha256Digest());
      text = packed ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The next line without its end, or null after the last. */
  String next() {
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
        throw broken(number + 1, "longer than 1 MiB; the file must have one sentence a line");
      }
    }
    if (!any) {
      return null;
    }
    number++;
    return stripped(decoded(line.toByteArray()));
  }

  /** Lines read so far; after {@link #next} the number of that line, from 1. */
  long number() {
    return number;
  }

  /** Lines so far that had a {@code \r} before their end. */
  long carriageReturns() {
    return carriageReturns;
  }

  /** Whether the file begins with a byte order mark. */
  boolean byteOrderMark() {
    return byteOrderMark;
  }

  /** SHA-256 of the whole file as it lies on the disk, in hexadecimal; reads it to its end. */
  String sha256() {
    try {
      raw.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw unreadable(e);
    }
    return HexFormat.of().formatHex(raw.getMessageDigest().digest());
  }

  @Override
  public void close() {
    try {
      text.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private boolean fill() {
    try {
      at = 0;
      end = Math.max(0, text.read(buffer));
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
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.reset().decode(in, out, true);
    out.flip();
    if (result.isError()) {
      int column = out.toString().codePointCount(0, out.length()) + 1;
      String where = String.format("byte 0x%02X at column %d", bytes[in.position()], column);
      throw broken(
          number, "not valid UTF-8 (" + where + "); convert it with iconv -f latin1 -t utf-8");
    }
    return out.toString();
  }

  private UserException broken(long lineNumber, String what) {
    return UserException.data(file + ":" + lineNumber + ": " + what);
  }

  private UserException unreadable(IOException e) {
    return UserException.data(
        String.format(
            "%s: cannot be read after line %d (%s); copy or download it again",
            file, number, e.getMessage()));
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
