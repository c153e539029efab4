package org.translatenas.translate.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.translatenas.training.UserException;

class InputLinesTest {
  @Test
  void onlyALineFeedEndsALine() {
    assertThat(lines("a\u2028b\fc\n\n d \r\ne\rf"))
        .containsExactly("a\u2028b\fc", "", " d ", "e\rf");
    assertThat(lines("")).isEmpty();
    assertThat(lines("\n")).containsExactly("");
    assertThat(lines("\r\n")).containsExactly("");
    assertThat(lines("a\n")).containsExactly("a");
  }

  @Test
  void aByteOrderMarkAtTheBeginningIsTakenOff() {
    assertThat(lines("\uFEFFa\n\uFEFFb")).containsExactly("a", "\uFEFFb");
    assertThat(lines("\uFEFF\n\uFEFF\r")).containsExactly("", "\uFEFF");
  }

  @Test
  void linesMayBeLongerThanTheBuffer() {
    String longer = "\u00e4".repeat(100_000);
    assertThat(lines(longer + "\nb\n" + longer)).containsExactly(longer, "b", longer);
  }

  @Test
  void whatIsNoTextIsRefusedWithItsLine() {
    byte[] bytes = "a\nb\u00e4\nc".getBytes(StandardCharsets.ISO_8859_1);
    InputLines lines = new InputLines(new ByteArrayInputStream(bytes));
    assertThat(lines.next()).isEqualTo("a");
    assertThatThrownBy(lines::next)
        .isInstanceOf(UserException.class)
        .hasMessage(
            "standard input:2: not valid UTF-8 (byte 0xE4 at column 2); convert it with iconv -f latin1"
                + " -t utf-8");
    assertThatThrownBy(() -> lines("a\n" + "b".repeat(1_100_000)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("standard input:2: longer than 1 MiB");
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] bytes, int start, int length) throws IOException {
            throw new IOException("gone");
          }
        };
    assertThatThrownBy(() -> new InputLines(broken).next())
        .isInstanceOf(UserException.class)
        .hasMessage(
            "standard input: cannot be read after line 0 (gone); check where it comes from");
  }

  private static List<String> lines(String text) {
    InputLines in = new InputLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    List<String> lines = new ArrayList<>();
    for (String line = in.next(); line != null; line = in.next()) {
      lines.add(line);
    }
    assertThat(in.number()).isEqualTo(lines.size());
    return lines;
  }
}
