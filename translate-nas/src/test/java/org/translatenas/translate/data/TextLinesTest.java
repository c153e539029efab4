package org.translatenas.translate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.UserException;

class TextLinesTest {
  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.en"), bytes);
  }

  private Path file(String text) throws IOException {
    return file(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static List<String> read(Path file) {
    List<String> lines = new ArrayList<>();
    try (TextLines text = new TextLines(file)) {
      for (String line = text.next(); line != null; line = text.next()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private void expect(Path file, String message) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UserException.class)
        .hasMessage(file + message);
  }

  @Test
  void onlyLineFeedsEndLines() throws IOException {
    assertThat(read(file("a\u2028b\f\u0085c\rd\n\nž €\n")))
        .containsExactly("a\u2028b\f\u0085c\rd", "", "ž €");
    assertThat(read(file("last without end"))).containsExactly("last without end");
    assertThat(read(file(""))).isEmpty();
    assertThat(read(file("\n"))).containsExactly("");
  }

  @Test
  void linesLongerThanTheBuffer() throws IOException {
    String line = "ä".repeat(100_000);
    assertThat(read(file("x\n" + line + "\ny"))).containsExactly("x", line, "y");
  }

  @Test
  void gzipIsKnownByItsFirstBytes() throws IOException {
    assertThat(read(file(gzip("one\ntwo\n")))).containsExactly("one", "two");
  }

  @Test
  void gzipOfSeveralMembers() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(gzip("one\n"));
    both.writeBytes(gzip("two\n"));
    assertThat(read(file(both.toByteArray()))).containsExactly("one", "two");
  }

  /** Cut within its header, or of another format: what is missing must not go unnoticed. */
  @Test
  void aFurtherMemberThatIsDamaged() throws IOException {
    byte[] first = gzip("one\n");
    for (byte[] second :
        List.of(Arrays.copyOf(gzip("two\n"), 6), "text".getBytes(StandardCharsets.UTF_8))) {
      byte[] both = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, both, first.length, second.length);
      assertThatThrownBy(() -> read(file(both)))
          .isInstanceOf(UserException.class)
          .hasMessageContaining(": cannot be read after line 0 (");
    }
  }

  @Test
  void carriageReturnsAndMarkAreCounted() throws IOException {
    try (TextLines text = new TextLines(file("\uFEFFa\r\nb\nc\r\r\n"))) {
      assertThat(text.next()).isEqualTo("a");
      assertThat(text.next()).isEqualTo("b");
      assertThat(text.next()).isEqualTo("c\r");
      assertThat(text.next()).isNull();
      assertThat(text.carriageReturns()).isEqualTo(2);
      assertThat(text.byteOrderMark()).isTrue();
      assertThat(text.number()).isEqualTo(3);
    }
  }

  /** The value is that of sha256sum for "abc". */
  @Test
  void checksumIsThatOfTheFile() throws IOException {
    try (TextLines text = new TextLines(file("abc"))) {
      assertThat(text.sha256())
          .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
  }

  @Test
  void latin1() throws IOException {
    byte[] bytes = "fine\nä conference, caf\u00e9 x\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] utf8 = "fine\nž conference, caf".getBytes(StandardCharsets.UTF_8);
    expect(
        file(bytes),
        ":2: not valid UTF-8 (byte 0xE4 at column 1); convert it with iconv -f latin1 -t utf-8");
    byte[] mixed = Arrays.copyOf(utf8, utf8.length + 2);
    mixed[utf8.length] = (byte) 0xE9;
    mixed[utf8.length + 1] = ' ';
    expect(
        file(mixed),
        ":2: not valid UTF-8 (byte 0xE9 at column 18); convert it with iconv -f latin1 -t utf-8");
  }

  @Test
  void characterCutOffAtTheEnd() throws IOException {
    expect(
        file(new byte[] {'a', (byte) 0xC3}),
        ":1: not valid UTF-8 (byte 0xC3 at column 2); convert it with iconv -f latin1 -t utf-8");
  }

  @Test
  void damagedGzip() throws IOException {
    byte[] packed = gzip("one\ntwo\n");
    expect(
        file(Arrays.copyOf(packed, packed.length - 12)),
        ": cannot be read after line 0 (it ends too early); check where it comes from");
  }

  @Test
  void noText() throws IOException {
    expect(
        file("x".repeat(1_200_000)),
        ":1: longer than 1 MiB; the text must have one sentence a line");
    expect(folder.resolve("none.en"), ": no such file; check the path");
    expect(folder, ": is no file; save the text, plain or .gz, and name that");
  }
}
