package org.translatenas.translate.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.translatenas.training.UserException;
import org.translatenas.training.files.Gzip;

/**
 * The lines of a file of UTF-8 text, plain or gzip (its first two bytes decide, not its name), as
 * {@link Utf8Lines} reads them, and the file's checksum. Not thread-safe.
 */
final class TextLines implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final DigestInputStream raw;
  private final InputStream text;
  private final Utf8Lines lines;

  TextLines(Path file) {
    if (Files.notExists(file)) { // not: where nothing may be seen
      throw UserException.data(file + ": no such file; check the path");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe could be read only once
      throw UserException.data(file + ": is no file; save the text, plain or .gz, and name that");
    }
    try {
      InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
      bytes.mark(2);
      boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
      bytes.reset();
      raw = new DigestInputStream(bytes, sha256Digest());
      text = packed ? Gzip.unpack(raw) : raw;
    } catch (IOException e) {
      throw UserException.unreadable(file, e);
    }
    lines = new Utf8Lines(text, file.toString());
  }

  /** The next line without its end, or null after the last. */
  String next() {
    return lines.next();
  }

  /** Lines read so far; after {@link #next} the number of that line, from 1. */
  long number() {
    return lines.number();
  }

  /** Lines so far that had a {@code \r} before their end. */
  long carriageReturns() {
    return lines.carriageReturns();
  }

  /** Whether the file begins with a byte order mark. */
  boolean byteOrderMark() {
    return lines.byteOrderMark();
  }

  /** SHA-256 of the whole file as it lies on the disk, in hexadecimal; reads it to its end. */
  String sha256() {
    try {
      raw.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw lines.unreadable(e);
    }
    return HexFormat.of().formatHex(raw.getMessageDigest().digest());
  }

  @Override
  public void close() {
    try {
      text.close();
    } catch (IOException e) {
      throw lines.unreadable(e);
    }
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
