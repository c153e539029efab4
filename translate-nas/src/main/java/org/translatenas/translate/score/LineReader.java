package org.translatenas.translate.score;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.training.UserException;
import org.translatenas.training.files.Gzip;

/**
 * Lines of text that end at a line feed and nowhere else: a carriage return, U+0085 or U+2028
 * within a line would shift every line behind it against the references. The last line need not
 * end, and a byte order mark stays, as in sacreBLEU. Bytes that are no text are refused with file
 * and line.
 */
public final class LineReader {
  private LineReader() {}

  /** The lines of a file of UTF-8; one that ends in {@code .gz} is unpacked. */
  public static List<String> read(Path file) {
    return read(file, StandardCharsets.UTF_8);
  }

  /** The lines of a file; one that ends in {@code .gz} is unpacked. */
  public static List<String> read(Path file, Charset encoding) {
    return lines(bytes(file), file.toString(), encoding);
  }

  /** The lines of a stream of UTF-8; {@code name} stands for it in messages. */
  public static List<String> read(InputStream in, String name) throws IOException {
    return lines(in.readAllBytes(), name, StandardCharsets.UTF_8);
  }

  /** What a file holds; one that ends in {@code .gz} is unpacked. */
  public static byte[] bytes(Path file) {
    try (InputStream in = open(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw UserException.unreadable(file, e);
    }
  }

  /** The same, to be read bit by bit. */
  public static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw UserException.data(file + ": is a folder, not a text file; check the path");
    }
    if (Files.notExists(file)) { // not: where nothing may be seen
      throw UserException.data(file + ": there is no such file; check the path");
    }
    InputStream raw = Files.newInputStream(file);
    try {
      return file.toString().endsWith(".gz") ? Gzip.unpack(raw) : raw;
    } catch (IOException e) { // no gzip
      raw.close();
      throw e;
    }
  }

  /** The lines that these bytes are; {@code name} stands for them in messages. */
  public static List<String> lines(byte[] bytes, String name, Charset encoding) {
    if (!encoding.equals(StandardCharsets.UTF_8)) {
      // In others a line feed may be more than one byte, or half of another character.
      return split(decode(bytes, 0, bytes.length, name, 1, encoding));
    }
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(decodeUtf8(bytes, start, i, name, lines.size() + 1));
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      lines.add(decodeUtf8(bytes, start, bytes.length, name, lines.size() + 1));
    }
    return lines;
  }

  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(text.substring(start, end));
      start = end + 1;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  private static String decodeUtf8(byte[] bytes, int start, int end, String name, int line) {
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    // A replacement character was in the text, or stands for bytes that are no text.
    return text.indexOf('\uFFFD') < 0
        ? text
        : decode(bytes, start, end, name, line, StandardCharsets.UTF_8);
  }

  private static String decode(
      byte[] bytes, int start, int end, String name, int firstLine, Charset encoding) {
    CharBuffer out =
        CharBuffer.allocate(
            (int) Math.ceil((end - start) * (double) encoding.newDecoder().maxCharsPerByte()));
    CoderResult result =
        encoding.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start), out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      long line = firstLine + text.chars().filter(c -> c == '\n').count();
      throw UserException.data(
          "%s:%d: is not %s; convert the file, for example with iconv, or name its encoding with -e"
              .formatted(name, line, encoding));
    }
    return text;
  }
}
