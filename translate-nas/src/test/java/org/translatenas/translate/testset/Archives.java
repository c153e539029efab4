package org.translatenas.translate.testset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Test sets made up for tests, with their archives. */
public final class Archives {
  private Archives() {}

  /** An SGM file with documents of two segments each. */
  public static String sgm(List<String> documents, List<String> texts) {
    StringBuilder out = new StringBuilder("<refset setid=\"x\" srclang=\"any\" trglang=\"de\">\n");
    for (int i = 0; i < documents.size(); i++) {
      out.append(documents.get(i)).append("\n<hl>\n");
      out.append("<seg id=\"1\">").append(texts.get(2 * i)).append("</seg>\n</hl>\n");
      out.append("<seg id=\"2\"> ").append(texts.get(2 * i + 1)).append(" </seg>\n</doc>\n");
    }
    return out.append("</refset>\n").toString();
  }

  /** A packed tar archive of these texts, in the form of POSIX.1-1988. */
  public static byte[] tarGz(Map<String, String> texts) {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    texts.forEach(
        (name, text) -> {
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          tar.writeBytes(header(name, bytes.length, '0'));
          tar.writeBytes(Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512));
        });
    tar.writeBytes(new byte[1024]);
    return gzip(tar.toByteArray());
  }

  static byte[] header(String name, int size, char type) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 124, "%011o".formatted(size));
    header[156] = (byte) type;
    put(header, 257, "ustar");
    return header;
  }

  static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** Writes the archive of a set where it is looked for, and returns the set. */
  public static TestSet write(
      Path folder,
      String name,
      TestSet.Format format,
      Map<String, String> texts,
      TestSet.Texts ofPair)
      throws IOException {
    byte[] archive = tarGz(texts);
    TestSet.Archive fetched = new TestSet.Archive("https://example.org/test.tgz", md5(archive));
    TestSet set = new TestSet(name, "made up", format, List.of(fetched), Map.of("en-de", ofPair));
    Path file = new TestSetFolder(folder).path(set, fetched);
    Files.createDirectories(file.getParent());
    Files.write(file, archive);
    return set;
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A set of four segments in SGM: the first two English, the others German. */
  public static TestSet news(Path folder, String name) throws IOException {
    List<String> documents =
        List.of(
            "<doc sysid=\"ref\" docid=\"a.1\" genre=\"news\" origlang=\"en\">",
            "<DOC docid=\"b.2\" genre=\"blog\" origlang=\"de\">");
    return write(
        folder,
        name,
        TestSet.Format.SGM,
        Map.of(
            "test/src.en.sgm",
            sgm(documents, List.of("the cat", "a  dog &amp; x", "sun\u00A0set", "")),
            "test/ref.de.sgm",
            sgm(documents, List.of("die Katze", "ein Hund", "Abend rot", "nichts"))),
        new TestSet.Texts(List.of("test/src.en.sgm", "test/ref.de.sgm"), List.of()));
  }
}
