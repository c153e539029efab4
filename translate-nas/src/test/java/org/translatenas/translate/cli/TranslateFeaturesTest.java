package org.translatenas.translate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.UserException;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.data.ToyModel;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.ToyFolder;
import org.translatenas.translate.model.ToyModels;
import picocli.CommandLine;

/** Options of {@code translate} and input that is not as it should be, through the command line. */
class TranslateFeaturesTest {
  private static final ModelSpec SPEC =
      ToyModels.transformer(NormPlacement.PRE, ToyFolder.VOCABULARY);

  @TempDir Path temporary;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeModels() {
    ToyFolder.write(temporary.resolve("model"), SPEC, 9);
    ToyFolder.write(temporary.resolve("second"), SPEC, 10);
    ToyFolder.write(temporary.resolve("other"), SPEC, 10, ToyModel.makeBackwards());
  }

  @Test
  void alignmentsNameTheSourcePieceOfEachPiece() throws IOException {
    assertThat(run("abc\n\n", "--print-alignment")).isZero();
    List<String> lines = out().lines().toList();
    assertThat(lines.get(0)).matches(".+ \\|\\|\\| [0-3]-0( [0-3]-\\d+)*");
    assertThat(lines.get(1)).isEqualTo(" ||| ");
    assertThat(run("abc\n", "--print-alignment", "hard", "--output-format", "json")).isZero();
    JsonNode line = new ObjectMapper().readTree(out());
    JsonNode found = line.get("translations").get(0);
    assertThat(line.get("sourceTokens")).hasSize(4); // the space before it is a piece
    assertThat(found.get("alignment")).hasSameSizeAs(found.get("tokens"));
    assertThat(run("abc\n", "--print-alignment=soft", "--output-format=json")).isZero();
    JsonNode soft = new ObjectMapper().readTree(out()).get("translations").get(0);
    for (int i = 0; i < found.get("alignment").size(); i++) {
      JsonNode row = soft.get("attention").get(i);
      assertThat(row).hasSize(5);
      int best = 0;
      for (int j = 1; j < 4; j++) {
        best = row.get(j).asDouble() > row.get(best).asDouble() ? j : best;
      }
      assertThat(found.get("alignment").get(i).get(0).asInt()).isEqualTo(best);
      assertThat(found.get("alignment").get(i).get(1).asInt()).isEqualTo(i);
    }
  }

  @Test
  void tokenScoresAddUp() throws IOException {
    String[] options = {"--print-token-scores", "--output-format", "json", "--nbest", "2"};
    assertThat(run("abc\n", options)).isZero();
    for (JsonNode found : new ObjectMapper().readTree(out()).get("translations")) {
      assertThat(found.get("tokenScores")).hasSize(found.get("tokens").size() + 1);
      double sum = 0;
      for (JsonNode score : found.get("tokenScores")) {
        sum += score.asDouble();
      }
      assertThat(sum).isCloseTo(found.get("logProbability").asDouble(), within(1e-9));
    }
    String[] parts = {"--print-token-scores", "--output-format=json", "--max-input-length=5"};
    out.reset();
    assertThat(run("de fgh ij\n", parts)).isZero();
    JsonNode found = new ObjectMapper().readTree(out()).get("translations").get(0);
    int tokens = 0;
    for (JsonNode length : found.get("partTokens")) {
      tokens += length.asInt();
    }
    assertThat(found.get("tokens")).hasSize(tokens);
    assertThat(found.get("tokenScores")).hasSize(tokens + found.get("partTokens").size());
    assertThat(run("abc\n", "--print-token-scores")).isEqualTo(2);
  }

  /** What the search puts out, forced through the whole decoder, has the same probability. */
  @Test
  void translationsAreAsProbableAsReferences() throws IOException {
    StringBuilder in = new StringBuilder();
    for (char letter = 'a'; letter < 'u'; letter++) {
      in.append(letter).append((char) (letter + 3)).append('\n');
    }
    // Texts that begin with a word are mostly cut into the pieces that they were made of.
    Path prefixes = write("prefixes", "a\n".repeat(20));
    String[] search = {
      "--output-format=json",
      "--print-token-scores",
      "--max-len-a=0",
      "--max-len-b=5",
      "--target-prefix",
      prefixes.toString()
    };
    assertThat(run(in.toString(), search)).isZero();
    List<JsonNode> found = new ArrayList<>();
    StringBuilder references = new StringBuilder();
    for (String line : out().lines().toList()) {
      JsonNode best = new ObjectMapper().readTree(line).get("translations").get(0);
      found.add(best);
      references.append(best.get("text").asText()).append('\n');
    }
    Path file = temporary.resolve("references");
    Files.writeString(file, references);
    assertThat(
            run(
                in.toString(),
                "--score-reference",
                file.toString(),
                "--output-format=json",
                "--print-token-scores"))
        .isZero();
    List<String> scored = out().lines().toList();
    int same = 0;
    for (int i = 0; i < found.size(); i++) {
      JsonNode reference = new ObjectMapper().readTree(scored.get(i)).get("translations").get(0);
      if (reference.get("tokens").equals(found.get(i).get("tokens"))) {
        same++;
        assertThat(reference.get("score").asDouble())
            .isCloseTo(found.get(i).get("score").asDouble(), within(1e-5));
      }
    }
    assertThat(same).isGreaterThan(3);
  }

  @Test
  void unknownPiecesGiveWayToTheSource() {
    // Random weights know no difference between unknown and known: both come out.
    StringBuilder in = new StringBuilder();
    for (char letter = 'a'; letter <= 'z'; letter++) {
      in.append("\u00fc".repeat(3)).append(letter).append('\n');
    }
    assertThat(run(in.toString())).isZero();
    assertThat(out()).contains("\u2047");
    assertThat(run(in.toString(), "--replace-unk")).isZero();
    assertThat(out()).doesNotContain("\u2047").contains("\u00fc");
  }

  @Test
  void translationsBeginWithTheirPrefixes() {
    Path prefixes = write("prefixes", "xy\n\nq\n");
    assertThat(run("abc\nd\n\n", "--target-prefix", prefixes.toString())).isZero();
    List<String> lines = out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("xy");
    assertThat(lines.get(2)).isEmpty();
    assertThat(run("abc\n", "--target-prefix", prefixes.toString())).isEqualTo(1);
    assertThat(err()).contains("prefixes has more lines than standard input, 1;");
    assertThat(run("a\nb\nc\nd\n", "--target-prefix", prefixes.toString())).isEqualTo(1);
    assertThat(err()).contains("prefixes has only 3 lines, standard input has more;");
    assertThat(run("a\n", "--target-prefix", temporary + "/none")).isEqualTo(2);
  }

  @Test
  void severalModelsTranslateTogether() {
    assertThat(run("abc\nxyz\n")).isZero();
    String alone = out();
    String model = temporary.resolve("model").toString();
    assertThat(run("abc\nxyz\n", "--model", model)).isZero(); // the same twice
    assertThat(out()).isEqualTo(alone);
    String second = temporary.resolve("second").toString();
    assertThat(run("abc\nxyz\n", "--model", second)).isZero();
    assertThat(out()).isNotEqualTo(alone);
    String other = temporary.resolve("other").toString();
    assertThat(run("abc\n", "--model", other)).isEqualTo(1);
    assertThat(err()).contains("other: has other pieces than ").contains("one vocabulary");
  }

  @Test
  void drawsAreReplayed() {
    String[] options = {"--sampling", "--nbest", "5", "--seed", "3"};
    assertThat(run("abc\nxyz\n", options)).isZero();
    String first = out();
    assertThat(first.lines()).hasSize(10);
    assertThat(run("abc\nxyz\n", options)).isZero();
    assertThat(out()).isEqualTo(first);
    assertThat(run("abc\nxyz\n", "--sampling", "--nbest", "5", "--seed", "4")).isZero();
    assertThat(out()).isNotEqualTo(first);
    assertThat(run("abc\n", "--temperature", "2")).isEqualTo(2);
  }

  @Test
  void longLinesAreTranslatedInPartsOrCut() {
    assertThat(run("abc\nde fgh ij\nk\n", "--max-input-length", "5")).isZero();
    assertThat(out().lines()).hasSize(3);
    assertThat(err())
        .isEqualTo(
            "warning: line 2: has 10 pieces, it is translated in 3 parts of at most 5; split it or"
                + " raise decode.maxInputLength\n");
    err.reset();
    String[] options = {"--max-input-length=5", "--long-input=cut", "--output-format=json"};
    assertThat(run("de fgh ij\n", options)).isZero();
    String cut = out();
    assertThat(err()).contains("line 1: has 10 pieces, only the first 5 are translated; split");
    assertThat(run("de f\n", "--max-input-length=5", "--output-format=json")).isZero();
    assertThat(out().substring(out().indexOf("translations")))
        .isEqualTo(cut.substring(cut.indexOf("translations")));
  }

  @Test
  void oneHundredThousandCharacters() {
    assertThat(
            run("abc\n" + "abcd ".repeat(20_000) + "\nxyz\n", "--beam=1", "--batch-tokens=100000"))
        .isZero();
    assertThat(out().lines()).hasSize(3);
    assertThat(err()).startsWith("warning: line 2: has 100000 pieces, it is translated in ");
  }

  @Test
  void nothingAndBlankLines() {
    assertThat(run("")).isZero();
    assertThat(out()).isEmpty();
    assertThat(run("\n \n\t\n\u3000\n")).isZero();
    assertThat(out()).isEqualTo("\n\n\n\n");
    assertThat(err()).isEmpty();
  }

  @Test
  void whatIsRightBeforeABrokenLineIsTranslated() {
    assertThat(run("abc\nxyz\n")).isZero();
    String expected = out();
    byte[] bytes = "abc\nxyz\n\u00e4\nabc\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(run(bytes)).isEqualTo(1);
    assertThat(out()).isEqualTo(expected);
    assertThat(err()).startsWith("standard input:3: not valid UTF-8");
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(temporary.resolve(name), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private int run(String in, String... options) {
    return run(in.getBytes(StandardCharsets.UTF_8), options);
  }

  private int run(byte[] in, String... options) {
    out.reset();
    List<String> all = new ArrayList<>(List.of("--model", temporary.resolve("model").toString()));
    all.addAll(List.of("--set", "runtime.threads=1"));
    all.addAll(List.of(options));
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new CommandLine(new TranslateCommand(new ByteArrayInputStream(in), out, errors))
        .setExecutionExceptionHandler(
            (exception, line, parsed) -> {
              if (exception instanceof UserException mendable) {
                errors.print(mendable.getMessage() + "\n");
                return mendable.exitCode();
              }
              throw exception;
            })
        .execute(all.toArray(String[]::new));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Without the lines that say which settings hold. */
  private String err() {
    return err.toString(StandardCharsets.UTF_8).replaceAll("(?m)^settings: .*\\R", "");
  }
}
