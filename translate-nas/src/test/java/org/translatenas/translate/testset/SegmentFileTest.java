package org.translatenas.translate.testset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translatenas.training.UserException;

class SegmentFileTest {
  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void readsPlainText() throws IOException {
    Path file = write("a.txt", "a \r\n\n<seg>b</seg>\n");
    assertThat(SegmentFile.systems(file, StandardCharsets.UTF_8).streams())
        .containsExactlyEntriesOf(Map.of("", List.of("a", "", "<seg>b</seg>")));
  }

  /** Its small letter is two characters. */
  @Test
  void readsACapitalIWithADot() throws IOException {
    Path file = write("a.sgm", "<seg id=\"1\">İstanbul</SEG>\r\n<seg id=\"2\">İ</seg>\n");
    assertThat(SegmentFile.systems(file, StandardCharsets.UTF_8).streams())
        .containsExactlyEntriesOf(Map.of("", List.of("İstanbul", "İ")));
  }

  @Test
  void readsSeveralReferencesOfOneSgm() throws IOException {
    String one =
        "<DOC sysid=\"r%d\" docid=\"x\">\n  <seg id=1>%s</seg>\n<seg id=2>b</seg>\n</DOC>\n";
    Path file = write("ref.SGM", one.formatted(1, "a") + one.formatted(2, "A"));
    assertThat(SegmentFile.references(file, StandardCharsets.UTF_8).streams())
        .containsEntry("r1", List.of("a", "b"))
        .containsEntry("r2", List.of("A", "b"));
    write("ref.SGM", one.formatted(1, "a") + one.formatted(2, "A").replace("\"x\"", "\"y\""));
    assertThatThrownBy(() -> SegmentFile.references(file, StandardCharsets.UTF_8))
        .hasMessageStartingWith(file + ": its sysids r1, r2 have not the same documents");
  }

  @Test
  void readsReferencesAndSystemsOfXml() throws IOException {
    Path file =
        write(
            "t.xml",
            "<dataset><doc id='d' origlang='en'><src lang='en'><seg id='1'>s</seg></src>"
                + "<ref lang='de'><seg id='1'>r</seg></ref>"
                + "<hyp system='S'><seg id='1'>h</seg></hyp></doc></dataset>");
    assertThat(SegmentFile.references(file, StandardCharsets.UTF_8).streams())
        .containsEntry("ref", List.of("r"));
    assertThat(SegmentFile.systems(file, StandardCharsets.UTF_8).streams())
        .containsEntry("S", List.of("h"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          a.sgm | <doc>;<seg id="1">a;</doc> | :2: has a <seg> without its </seg>; each segment is one line <seg id="1">…</seg>
          a.sgm | <doc> <seg id="1">a</seg> | :1: has a <seg> that does not begin the line; put each on a line of its own
          a.sgm | <doc docid="x"><seg id="1">a</seg>;<seg id="2">b</seg> | :1: has a <seg> that does not begin the line; put each on a line of its own
          a.sgm | <seg id="1">a</seg><seg id="2">b</seg> | :1: has a <seg> that does not begin the line; put each on a line of its own
          a.sgm | a;b | : has no line that begins with <seg>; it is no SGM file
          a.xml | <dataset>;<doc></dataset> | :2: is not XML (The element type "doc" must be terminated by the matching end-tag "</doc>".); copy or download it again
          a.xml | <dataset/> | : has 0 languages of <src>, not one; it is not a test set of WMT's form
          a.xml | <d><src lang="en"/><ref lang="de"/></d> | : has no segment with a reference; check the file
          a.xml | <d><doc><src lang="en"><seg id="x">a</seg></src><ref lang="de"/></doc></d> | : has a <seg> whose id is no number (For input string: "x"); check the file
          a.xml | <d><doc><src lang="en"><seg id="1">a</seg></src><ref lang="de"><seg id="1">b</seg></ref></doc></d> | : has no <hyp>; give a file with a system's translations to -i
          """)
  void refusesWhatIsMalformed(String name, String text, String message) throws IOException {
    Path file = write(name, text.replace(';', '\n'));
    assertThatThrownBy(() -> SegmentFile.systems(file, StandardCharsets.UTF_8))
        .isInstanceOfSatisfying(UserException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessage(file + message);
  }

  /** As systems are handed in to WMT. */
  @Test
  void readsASubmissionWithoutReferences() throws IOException {
    Path file =
        write(
            "submission.xml",
            "<dataset><doc id='d' origlang='en'><src lang='en'><seg id='1'>s</seg><seg id='2'>t</seg>"
                + "</src><hyp system='S' language='de'><seg id='1'>h</seg><seg id='2'>i</seg></hyp>"
                + "</doc></dataset>");
    assertThat(SegmentFile.systems(file, StandardCharsets.UTF_8).streams())
        .containsExactly(Map.entry("S", List.of("h", "i")));
    assertThatThrownBy(() -> SegmentFile.references(file, StandardCharsets.UTF_8))
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith("submission.xml: has no <ref>; give a file with references");
  }

  @Test
  void readsNothingOutsideTheFile() throws IOException {
    Path secret = write("secret", "secret");
    Path file =
        write(
            "x.xml",
            "<!DOCTYPE d [<!ENTITY x SYSTEM '"
                + secret.toUri()
                + "'>]><d><src lang='en'>&x;</src></d>");
    assertThatThrownBy(() -> SegmentFile.references(file, StandardCharsets.UTF_8))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is not XML");
  }
}
