package org.translatenas.translate.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.UserException;

class LineReaderTest {
  @TempDir Path folder;

  @Test
  void endsLinesAtLineFeedsOnly() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, "a\r\nb\rc\u0085d\u2028e\n\nä\uFFFD👋");
    assertThat(LineReader.read(file)).containsExactly("a\r", "b\rc\u0085d\u2028e", "", "ä\uFFFD👋");
    Files.writeString(file, "a\n");
    assertThat(LineReader.read(file)).containsExactly("a");
    Files.writeString(file, "");
    assertThat(LineReader.read(file)).isEmpty();
  }

  @Test
  void unpacksGzip() throws IOException {
    Path file = folder.resolve("a.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(LineReader.read(file)).containsExactly("a", "b");
  }

  @Test
  void namesTheLineThatIsNotUtf8() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.write(file, "gut\nfür\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> LineReader.read(file))
        .isInstanceOf(UserException.class)
        .hasMessage(
            file
                + ":2: is not UTF-8; convert the file, for example with iconv, or name its encoding"
                + " with -e");
  }

  @Test
  void readsOtherEncodings() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.write(file, "für\n\nÖl".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(LineReader.read(file, StandardCharsets.ISO_8859_1)).containsExactly("für", "", "Öl");
    // U+0A0D has the bytes of a line feed within it.
    Files.write(file, "a\u0A0D\nb\n".getBytes(StandardCharsets.UTF_16));
    assertThat(LineReader.read(file, StandardCharsets.UTF_16)).containsExactly("a\u0A0D", "b");
    Files.write(file, "a\nb\u00fc\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> LineReader.read(file, StandardCharsets.US_ASCII))
        .hasMessageStartingWith(file + ":2: is not US-ASCII");
  }

  @Test
  void namesWhatIsNotThere() {
    assertThatThrownBy(() -> LineReader.read(folder.resolve("no")))
        .hasMessage(folder.resolve("no") + ": there is no such file; check the path");
    assertThatThrownBy(() -> LineReader.read(folder))
        .hasMessage(folder + ": is a folder, not a text file; check the path");
  }
}
