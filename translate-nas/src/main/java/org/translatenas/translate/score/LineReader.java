package org.translatenas.translate.score;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.translatenas.training.UserException;

/**
 * Lines of UTF-8 text that end at a line feed and nowhere else: a carriage return, U+0085 or U+2028
 * within a line would shift every line behind it against the references. The last line need not
 * end. Bytes that are not UTF-8 are refused with file and line.
 */
public final class LineReader {
  private LineReader() {}

  /** The lines of a file; one that ends in {@code .gz} is unpacked. */
  public static List<String> read(Path file) {
    if (Files.isDirectory(file)) {
      throw UserException.data(file + ": is a folder, not a text file; check the path");
    }
    if (!Files.exists(file)) {
      throw UserException.data(file + ": there is no such file; check the path");
    }
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return read(in, file.toString());
    } catch (IOException e) {
      throw UserException.data("%s: cannot be read (%s); check the file".formatted(file, e));
    }
  }

  /** The lines of a stream; {@code name} stands for it in messages. */
  public static List<String> read(InputStream in, String name) throws IOException {
    byte[] bytes = in.readAllBytes();
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(decode(bytes, start, i, name, lines.size() + 1));
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      lines.add(decode(bytes, start, bytes.length, name, lines.size() + 1));
    }
    return lines;
  }

  private static String decode(byte[] bytes, int start, int end, String name, int line) {
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    // A replacement character was in the text, or stands for bytes that are no text.
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw UserException.data(
          "%s:%d: is not UTF-8; convert the file, for example with iconv".formatted(name, line));
    }
  }
}
