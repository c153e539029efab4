package org.translatenas.translate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.UserException;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.model.ToyFolder;
import org.translatenas.translate.model.ToyModels;
import picocli.CommandLine;

class TranslateCommandTest {
  @TempDir Path temporary;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeModel() {
    ToyFolder.write(
        temporary.resolve("model"),
        ToyModels.transformer(NormPlacement.PRE, ToyFolder.VOCABULARY),
        9);
  }

  @Test
  void translatesLineByLineAndWarnsOnStandardError() {
    byte[] in = "ab\r\n\nabcdefgh".getBytes(StandardCharsets.UTF_8);
    assertThat(run(in, "--max-input-length", "4")).isZero();
    assertThat(out()).matches("[^\n]+\n\n[^\n]+\n").doesNotContain("\r");
    assertThat(err())
        .startsWith("settings: ")
        .contains("\nwarning: line 3: has 9 pieces, it is translated in 3 parts of");
  }

  @Test
  void optionsReachTheSearch() {
    byte[] in = "abc\nxyz\n".getBytes(StandardCharsets.UTF_8);
    assertThat(run(in, "--beam", "1", "--length-penalty", "0", "--batch-tokens", "9")).isZero();
    String greedy = out();
    out.reset();
    assertThat(run(in, "--set", "decode.beam=7", "--beam", "1", "--set", "decode.lengthPenalty=0"))
        .isZero();
    assertThat(out()).isEqualTo(greedy);
    out.reset();
    assertThat(run(in, "--beam", "0")).isEqualTo(2);
    assertThat(err()).contains("decode.beam must be in 1..1000, not 0");
    assertThat(run(in, "--beam", "many")).isEqualTo(2);
    assertThat(run(in, "--beam", "2", "--nbest", "3")).isEqualTo(2);
    assertThat(out()).isEmpty();
  }

  /** Some number: which one stands in ReferenceScorerTest. */
  @Test
  void scoresGivenTranslations() throws IOException {
    byte[] in = "abc\nxy\n".getBytes(StandardCharsets.UTF_8);
    assertThat(run(in, "--output-format", "json")).isZero();
    List<JsonNode> found = new ArrayList<>();
    for (String line : out().lines().toList()) {
      found.add(new ObjectMapper().readTree(line).get("translations").get(0));
    }
    out.reset();
    Path references = temporary.resolve("references");
    Files.writeString(
        references, found.get(0).get("text").asText() + "\n" + found.get(1).get("text").asText());
    assertThat(run(in, "--score-reference", references.toString())).isZero();
    List<String> scored = out().lines().toList();
    assertThat(scored).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(Double.parseDouble(scored.get(i))).isNegative();
    }
    assertThat(run(in, "--score-reference", references.toString(), "--nbest=2")).isEqualTo(2);
    assertThat(err()).contains("--replace-unk are of no use with --score-reference");
    Files.writeString(references, "a\n");
    assertThat(run(in, "--score-reference", references.toString())).isEqualTo(1);
    assertThat(err()).contains("references has 1 lines, standard input has 2");
  }

  /** More lines than are read at once, from gzip; the last is too many. */
  @Test
  void scoresAsItReads() throws IOException {
    int count = 2_003;
    Path references = temporary.resolve("references.gz");
    try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(references))) {
      file.write("a\n".repeat(count - 1).getBytes(StandardCharsets.UTF_8));
    }
    byte[] in = "ab\n".repeat(count).getBytes(StandardCharsets.UTF_8);
    assertThat(run(in, "--output-format=json", "--score-reference", references.toString()))
        .isEqualTo(1);
    assertThat(err()).contains("references.gz has 2002 lines, standard input has 2003");
    List<String> lines = out().lines().toList();
    assertThat(lines).hasSize(2_002);
    assertThat(new ObjectMapper().readTree(lines.get(2_001)).get("line").asInt()).isEqualTo(2_002);
  }

  @Test
  void inputThatIsNoTextEndsWithOne() {
    assertThat(run(new byte[] {'a', '\n', (byte) 0xE4, '\n'})).isEqualTo(1);
    assertThat(err())
        .startsWith("settings: ")
        .endsWith(
            "\nstandard input:2: not valid UTF-8 (byte 0xE4 at column 1);"
                + " convert it with iconv -f latin1 -t utf-8\n");
  }

  @Test
  void aMissingModelEndsWithTwo() {
    assertThat(execute(new byte[0], "--model", temporary + "/nothing")).isEqualTo(2);
    assertThat(err()).contains("nothing/model.json: there is no such file; --model names a folder");
    assertThat(execute(new byte[0])).isEqualTo(2);
  }

  private int run(byte[] in, String... options) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--model", temporary.resolve("model").toString(), "--set", "runtime.threads=1"));
    all.addAll(List.of(options));
    return execute(in, all.toArray(String[]::new));
  }

  private int execute(byte[] in, String... arguments) {
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    CommandLine command =
        new CommandLine(new TranslateCommand(new ByteArrayInputStream(in), out, errors))
            .setErr(new PrintWriter(new StringWriter()))
            .setExecutionExceptionHandler(
                (exception, line, parsed) -> {
                  if (exception instanceof UserException mendable) {
                    errors.print(mendable.getMessage() + "\n");
                    return mendable.exitCode();
                  }
                  throw exception;
                });
    return command.execute(arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
