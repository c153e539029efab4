package org.translatenas.translate.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.translate.cli.TranslateNas;
import org.translatenas.translate.data.RandomLines;
import picocli.CommandLine;

/** The comparison through its command line, with processes of its own. */
class CompareMethodsTest {
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
        maxSeconds: 1  # of no account here
        maxTokensPerBatch: 128
        rate: 0.003
        warmupUpdates: 2
        architectureTravel: 2.4
        architectureWarmupUpdates: 2
        logEveryUpdates: 2
      train:
        maxSeconds: 1
        patience: 1
        maxTokensPerBatch: 256
        validateEveryUpdates: 2
        bleuLines: 0
      decode:
        maxLengthB: 2
      runtime:
        threads: 1
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void prepare() throws IOException {
    List<String> lines = RandomLines.of(WORDS, 60, 2, 7, 1);
    String text = path("text");
    Files.write(Path.of(text), lines);
    Files.writeString(folder.resolve("config.yaml"), CONFIG);
    List<String> arguments = new ArrayList<>(List.of("prepare", "--config", path("config.yaml")));
    for (String part : List.of("train", "valid", "test")) {
      arguments.add("--set=prepare." + part + "Source=" + text);
      arguments.add("--set=prepare." + part + "Target=" + text);
    }
    arguments.addAll(List.of("--output", path("prepared")));
    assertThat(TranslateNas.commandLine().execute(arguments.toArray(String[]::new))).isZero();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private int compare(String... more) {
    CommandLine program = CompareMethods.commandLine();
    program.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    out.getBuffer().setLength(0);
    return program.execute(arguments(more).toArray(String[]::new));
  }

  private List<String> arguments(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--config=" + path("config.yaml"),
                "--data=" + path("prepared"),
                "--output=" + path("table"),
                "--budget=18",
                "--updates=4",
                "--seeds=3",
                "--first-lines=10",
                "--latency-sentences=2",
                "--transformer=model.embeddingWidth=24,model.width=24,model.hidden=400,model.encoderLayers=2,model.decoderLayers=2"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private JsonNode run(String row) throws IOException {
    return json("table/" + row + "/seed-3/run.json");
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(file).toFile());
  }

  /** Stopped in the middle of a search, then left to end, beside a row that cannot be searched. */
  @Test
  void goesOnWhereItWasStopped() throws IOException {
    assertThat(compare("--only=darts", "--time-limit=0")).as("%s", err).isEqualTo(3);
    assertThat(out.toString())
        .contains(
            "| darts | 0 of 1, incomplete |", "| darts, seed 3 | search, update 2 of 10 | – | – |");
    String bad = "--row=bad=search.method=darts,model.width=26";
    assertThat(compare(bad, "--only=bad,darts,transformer")).as("%s", err).isEqualTo(1);
    assertThat(out.toString())
        .contains("| darts, seed 3 | done |", "| transformer, seed 3 | done |")
        .contains("| snas, seed 3 | search, update 0 of 18 |")
        .contains("| bad, seed 3 | search, update 0 of 10, failed: model.width 26 is not a mult");
    JsonNode darts = run("darts");
    assertThat(darts.at("/search/updates").asInt()).isEqualTo(10);
    assertThat(darts.at("/search/evaluations").asDouble()).isEqualTo(18);
    assertThat(Files.readAllLines(folder.resolve("table/darts/seed-3/search/config.yaml")))
        .contains("  architectureTravel: 2.4", "  architectureWarmupUpdates: 2", "  maxSeconds: 0");
    assertThat(Files.readAllLines(folder.resolve("table/darts/seed-3/train/config.yaml")))
        .contains("  maxSeconds: 0", "  patience: 0");
    assertThat(darts.at("/search/peakBytes").asLong()).isPositive();
    JsonNode found = json("table/darts/seed-3/search/architecture.json");
    assertThat(found.at("/search/method").asText()).isEqualTo("darts");
    assertThat(found.at("/search/seed").asInt()).isEqualTo(3);
    assertThat(darts.at("/search/sharedLoss").asDouble())
        .isPositive()
        .isEqualTo(found.at("/search/validLoss").asDouble());
    assertThat(darts.at("/search/decoder/0/2").asText()).isEqualTo("cross-attention");
    assertThat(darts.at("/training/updates").asInt()).isEqualTo(4);
    assertThat(darts.at("/training/validLoss").asDouble()).isPositive();
    assertThat(darts.at("/decodeMillis").asDouble()).isPositive();
    double size = run("transformer").at("/training/parameters").asDouble();
    assertThat(darts.at("/training/parameters").asDouble()).isBetween(0.97 * size, 1.03 * size);
    Path log = folder.resolve("table/darts/seed-3/search.log");
    assertThat(Files.readAllLines(log))
        .contains("translate-nas: paused at update 2; the same command goes on from there")
        .anyMatch(line -> line.startsWith("going on at update 2"));
    assertThat(Files.readAllLines(folder.resolve("table/darts/seed-3/test.hyp"))).hasSize(60);
    assertThat(Files.readAllLines(folder.resolve("table/results.jsonl"))).hasSize(12);

    String before = Files.readString(log);
    assertThat(compare("--latency")).as("%s", err).isZero();
    assertThat(compare("--only=darts,transformer")).as("%s", err).isZero();
    assertThat(log).hasContent(before);
    assertThat(compare("--only=darts", "--set=train.rate=0.01")).isEqualTo(2);
    assertThat(err.toString()).contains("comparison.json: this comparison was begun with other");

    AtomicFiles.delete(folder.resolve("table/darts/seed-3/train"));
    assertThat(compare("--latency")).as("%s", err).isZero();
    assertThat(err.toString())
        .contains("darts, seed 3: was trained elsewhere, and is left out", "with 1 models");
  }

  /** Of a search on another machine there is the record alone. */
  @Test
  void trainsWhatWasFoundElsewhere() throws IOException {
    Path run = Files.createDirectories(folder.resolve("table/darts/seed-3"));
    Files.writeString(
        run.resolve("run.json"),
        """
        {"version": 1, "row": "darts", "seed": 3, "settings": ["search.method=darts"],
         "search": {"updates": 10, "evaluations": 18, "seconds": 2.5, "peakBytes": 1000,
                    "encoder": [["glu", "ffn"]],
                    "decoder": [["self-attention", "conv-5", "cross-attention"]]}}
        """);
    assertThat(compare("--only=darts", "--set=model.pooling=max")).as("%s", err).isZero();
    JsonNode found = json("table/darts/seed-3/search/architecture.json");
    assertThat(found.get("encoder")).hasToString("[[\"glu\",\"ffn\"]]");
    assertThat(found.at("/decoder/0/1").asText()).isEqualTo("conv-5");
    assertThat(found.get("pooling").asText()).isEqualTo("max");
    assertThat(json("table/darts/seed-3/train/model/architecture.json").get("encoder"))
        .isEqualTo(found.get("encoder"));
    assertThat(run("darts").at("/search/seconds").asDouble()).isEqualTo(2.5);
    assertThat(run("darts").at("/score/bleu").isNumber()).isTrue();
  }

  /** Before the first stage of another row. */
  @Test
  void refusesRowsThatCannotBe() {
    String bad = "--row=x=search.method=snas,search.parts.derivation=best-of-draws";
    assertThat(compare("--only=random", bad)).isEqualTo(2);
    assertThat(err.toString()).contains("compare-methods: row x: ", "search.weightShare must be");
    assertThat(folder.resolve("table")).doesNotExist();
  }

  /** Its models would not compare with those before. */
  @Test
  void doesNotGoOnWithAnotherCorpus() throws IOException {
    assertThat(compare("--only=darts", "--time-limit=0")).as("%s", err).isEqualTo(3);
    Path text = folder.resolve("prepared/test.target.txt");
    Files.writeString(text, Files.readString(text).replace("one", "two"));
    assertThat(compare("--only=darts", "--time-limit=0")).isEqualTo(2);
    assertThat(err.toString())
        .contains("comparison.json: this comparison was begun with another prepared corpus");
  }

  /** What it has started must not work on beside the same command when that is given again. */
  @Test
  void aChildEndsWithAParentThatIsKilled() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                CompareMethods.class.getName()));
    command.addAll(arguments("--only=darts"));
    command.replaceAll(argument -> argument.replace("--budget=18", "--budget=1e6"));
    Process parent =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Path begun = folder.resolve("table/darts/seed-3/search/search.jsonl");
    while (parent.isAlive() && !Files.exists(begun)) {
      Thread.sleep(20);
    }
    List<ProcessHandle> children = parent.descendants().toList();
    parent.destroyForcibly().waitFor();
    assertThat(children).as(Files.readString(folder.resolve("log"))).hasSize(1);
    children.get(0).onExit().get(1, TimeUnit.MINUTES);
  }

  /** Its searches would not be equal. */
  @Test
  void refusesRowsWithABudgetOfTheirOwn() {
    assertThat(compare("--row=long=search.method=darts,search.updates=99")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--row long: search.updates follows from the budget and the configuration");
  }

  @Test
  void refusesRowsThatAreNotThere() {
    assertThat(compare("--only=dart")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--only: there is no row dart; there are transformer, darts");
  }
}
