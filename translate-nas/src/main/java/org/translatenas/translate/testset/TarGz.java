package org.translatenas.translate.testset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Takes members out of a tar archive that gzip has packed (POSIX.1-1988 "ustar", its "pax" form,
 * and GNU's long names).
 */
final class TarGz {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_BYTES = 12;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;
  private static final int PREFIX_AT = 345;
  private static final int PREFIX_BYTES = 155;

  private TarGz() {}

  /** The members of these names; those that the archive has not are missing. */
  static Map<String, byte[]> read(InputStream packed, Set<String> wanted) throws IOException {
    Map<String, byte[]> members = new HashMap<>();
    InputStream in = new GZIPInputStream(packed, 1 << 16);
    byte[] header = new byte[BLOCK];
    String longName = null;
    while (members.size() < wanted.size()
        && in.readNBytes(header, 0, BLOCK) == BLOCK
        && header[0] != 0) {
      long size = number(header, SIZE_AT, SIZE_BYTES);
      char type = (char) header[TYPE_AT];
      String name = longName != null ? longName : name(header);
      boolean describesNext = type == 'L' || type == 'x';
      if (describesNext || wanted.contains(name)) {
        byte[] content = in.readNBytes(Math.toIntExact(size));
        if (content.length < size) {
          throw new EOFException("the archive ends within " + name);
        }
        if (describesNext) {
          String found = type == 'L' ? text(content, 0, content.length) : path(content);
          longName = found != null ? found : longName;
        } else {
          members.put(name, content);
        }
      } else {
        in.skipNBytes(size);
      }
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      longName = describesNext ? longName : null;
    }
    return members;
  }

  private static String name(byte[] header) {
    String name = text(header, 0, NAME_BYTES);
    boolean posix = text(header, MAGIC_AT, 6).equals("ustar");
    String prefix = posix ? text(header, PREFIX_AT, PREFIX_BYTES) : "";
    String whole = prefix.isEmpty() ? name : prefix + "/" + name;
    return whole.startsWith("./") ? whole.substring(2) : whole;
  }

  /** The text up to the first zero. */
  private static String text(byte[] bytes, int at, int length) {
    int end = at;
    while (end < at + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, at, end - at, StandardCharsets.UTF_8);
  }

  /** An octal number, or a binary one whose first bit is set. */
  private static long number(byte[] bytes, int at, int length) throws IOException {
    if ((bytes[at] & 0x80) != 0) {
      long value = bytes[at] & 0x7F;
      for (int i = at + 1; i < at + length; i++) {
        value = value << Byte.SIZE | bytes[i] & 0xFF;
      }
      return value;
    }
    String digits = text(bytes, at, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("no tar archive: a size of " + digits, e);
    }
  }

  /** The path in pax records, lines {@code LENGTH KEY=VALUE}, or null. */
  private static String path(byte[] records) {
    for (String line : text(records, 0, records.length).split("\n")) {
      int key = line.indexOf(' ') + 1;
      if (line.startsWith("path=", key)) {
        return line.substring(key + "path=".length());
      }
    }
    return null;
  }
}
