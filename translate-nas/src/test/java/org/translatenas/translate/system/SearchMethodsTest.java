package org.translatenas.translate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translatenas.translate.cli.TranslateNas;
import org.translatenas.translate.data.RandomLines;

/** Every search method by one word of the configuration, through the command line. */
class SearchMethodsTest {
  private static final List<String> WORDS = List.of("one", "two", "three", "four", "five", "six");

  private static final String CONFIG =
      """
      prepare:
        vocabularySize: 40
      model:
        embeddingWidth: 16
        width: 24
        heads: 2
        encoderLayers: 2
        decoderLayers: 2
      search:
        depth: 1
        updates: 10
        maxTokensPerBatch: 256
        rate: 0.003
        warmupUpdates: 2
        architectureRate: 0.3
        architectureWarmupUpdates: 2
        logEveryUpdates: 5
      runtime:
        threads: 1
      """;

  @TempDir private static Path folder;

  @BeforeAll
  static void prepare() throws IOException {
    List<String> lines = RandomLines.of(WORDS, 300, 2, 7, 1);
    String text = folder.resolve("text").toString();
    Files.write(Path.of(text), lines);
    Files.writeString(folder.resolve("config.yaml"), CONFIG);
    succeed(
        "prepare",
        "--config",
        folder.resolve("config.yaml").toString(),
        "--set=prepare.trainSource=" + text,
        "--set=prepare.trainTarget=" + text,
        "--set=prepare.validSource=" + text,
        "--set=prepare.validTarget=" + text,
        "--output",
        folder.resolve("prepared").toString());
  }

  private static String succeed(String... arguments) {
    StringWriter out = new StringWriter();
    assertThat(execute(out, out, arguments)).as("%s", out).isZero();
    return out.toString();
  }

  private static int execute(StringWriter out, StringWriter err, String... arguments) {
    return TranslateNas.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private static Path search(String output, String... more) {
    succeed(arguments(output, more));
    return folder.resolve(output);
  }

  private static String[] arguments(String output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "search",
                "--config",
                folder.resolve("config.yaml").toString(),
                "--data",
                folder.resolve("prepared").toString(),
                "--output",
                folder.resolve(output).toString()));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "darts",
        "darts-second-order",
        "idarts",
        "snas",
        "unas",
        "darts-prime",
        "gdas",
        "random"
      })
  void oneWordChangesTheMethod(String method) throws IOException {
    Path run = search(method, "--set", "search.method=" + method);
    assertThat(Files.readString(run.resolve("architecture.json"))).contains("cross-attention");
    List<String> rows = new ArrayList<>(Files.readAllLines(run.resolve("search.jsonl")));
    if (method.equals("random")) {
      assertThat(rows.remove(2)).contains("\"scored\":1,\"seconds\":");
    }
    assertThat(rows)
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("weightLoss", "weightlessShare"));
    assertThat(Files.readString(run.resolve("config.yaml"))).contains("method: " + method);
  }

  @Test
  void aDryRunPlansForWhatTheMethodComputes() {
    String all = succeed(arguments("dry", "--dry-run"));
    String one = succeed(arguments("dry", "--dry-run", "--set", "search.method=gdas"));
    assertThat(stored(one)).isBetween(0.01, stored(all) / 4);
    assertThat(all).contains("optimiser (Adam: two moments)", "largest search.maxTokensPerBatch");
    assertThat(folder.resolve("dry")).doesNotExist();
  }

  private static double stored(String plan) {
    Matcher line = Pattern.compile("activations, stored .*?([0-9.]+) MiB").matcher(plan);
    assertThat(line.find()).as(plan).isTrue();
    return Double.parseDouble(line.group(1));
  }

  @Test
  void aSearchThatDoesNotFitIntoMemorySaysSoAtItsStart() throws IOException, InterruptedException {
    String[] arguments =
        arguments("large", "--set", "search.updates=1", "--set", "runtime.memoryBudget=100");
    Program.Result result = new Program(folder).run(null, arguments);
    assertThat(result.err())
        .containsSubsequence(
            "warning: this search needs about ",
            " MiB and has 100; no batch fits; ",
            "searching 100%");
    assertThat(result.exitCode()).isZero();
  }

  /** What a search found has the loss that the search says, and draws stand beside it. */
  @Test
  void architecturesAreJudgedWithSharedWeights() throws IOException {
    Path found = search("judging").resolve("architecture.json");
    String printed =
        succeed(arguments("judging", "--judge", found.toString(), "--judge-draws", "3"));
    double loss = new ObjectMapper().readTree(found.toFile()).at("/search/validLoss").asDouble();
    assertThat(printed.lines().toList())
        .hasSize(4)
        .isSorted()
        .anyMatch(line -> line.startsWith(String.format(Locale.ROOT, "%.4f  %s: ", loss, found)))
        .anyMatch(line -> line.matches("[0-9.]{6}  draw 3: .*, cross-attention"));

    Path other = folder.resolve("other.json");
    Files.writeString(other, Files.readString(found).replaceAll("\"average\"", "\"max\""));
    StringWriter err = new StringWriter();
    assertThat(execute(err, err, arguments("judging", "--judge", other.toString()))).isEqualTo(1);
    assertThat(err.toString())
        .contains(other + ": is not of the searched space", "pooling average");
    assertThat(execute(err, err, arguments("nothing", "--judge", found.toString()))).isEqualTo(2);
    assertThat(err.toString()).contains("nothing: has no checkpoint of a search yet");
    assertThat(folder.resolve("nothing")).doesNotExist();
  }

  @Test
  void severalSeedsAreCompared() throws IOException {
    Path study = search("study", "--seeds", "2");
    assertThat(Files.readString(study.resolve("seeds.txt")))
        .contains("seed 1   loss", "seed 2   loss", "agreement", "encoder.0.0");
    assertThat(study.resolve("seed-2/architecture.json")).isNotEmptyFile();
  }
}
