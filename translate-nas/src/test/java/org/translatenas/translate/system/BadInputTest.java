package org.translatenas.translate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.translate.cli.TranslateNas;
import picocli.CommandLine;

/**
 * What a person gets who gives bad input: one line, the right exit code, and earlier results
 * untouched.
 */
class BadInputTest {
  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void textsThatAreGood() throws IOException {
    for (String name : List.of("train", "valid")) {
      Files.writeString(folder.resolve(name + ".en"), "a b c\nd e f\nb d f\n".repeat(5));
      Files.writeString(folder.resolve(name + ".de"), "c b a\nf e d\nf d b\n".repeat(5));
    }
  }

  @Test
  void aMissingFile() throws IOException {
    Files.delete(folder.resolve("train.de"));
    refuses(1, "train.de", prepare());
  }

  @Test
  void unequalLineCountsNameBothFilesAndCounts() throws IOException {
    Files.writeString(folder.resolve("train.de"), "c b a\n");
    refuses(1, "train.en", prepare());
    assertThat(err.toString()).contains("train.de").contains("15").contains("1");
  }

  @Test
  void invalidUtf8NamesTheLine() throws IOException {
    Files.write(
        folder.resolve("train.en"), "gut\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    refuses(1, "train.en:2", prepare());
  }

  @Test
  void anEmptyCorpus() throws IOException {
    Files.writeString(folder.resolve("train.en"), "");
    Files.writeString(folder.resolve("train.de"), "");
    refuses(1, "have no lines", prepare());
  }

  @Test
  void anUnknownKeyNamesTheNearest() {
    refuses(2, "prepare.vocabularySize", prepare("--set", "prepare.vocabularysize=10"));
  }

  @Test
  void anUnknownKeyInAFileNamesTheLine() throws IOException {
    Path config = folder.resolve("c.yaml");
    Files.writeString(config, "train:\n  warmupUpdate: 5\n");
    refuses(2, "c.yaml:2", prepare("--config", config.toString()));
    assertThat(err.toString()).contains("train.warmupUpdates");
  }

  @Test
  void aValueOutOfRange() {
    refuses(2, "model.dropout", prepare("--set", "model.dropout=1.5"));
  }

  @Test
  void earlierResultsStay() throws IOException {
    assertThat(run(prepare())).as(err.toString()).isZero();
    byte[] before = Files.readAllBytes(folder.resolve("prepared/train.shard"));
    Files.writeString(folder.resolve("train.de"), "c b a\n");
    assertThat(run(prepare())).isEqualTo(1);
    assertThat(Files.readAllBytes(folder.resolve("prepared/train.shard"))).isEqualTo(before);
  }

  @Test
  void aFolderThatIsNoPreparedCorpus() {
    refuses(1, "prepare", "train", "--data", path("nowhere"), "--output", path("run"));
  }

  @Test
  void anArchitectureThatIsNotThere() throws IOException {
    assertThat(run(prepare())).as(err.toString()).isZero();
    refuses(
        2,
        "none.json",
        "train",
        "--data",
        path("prepared"),
        "--architecture",
        "none.json",
        "--output",
        path("run"));
  }

  @Test
  void aTruncatedModelFile() throws IOException {
    assertThat(run(prepare())).as(err.toString()).isZero();
    assertThat(run(train())).as(err.toString()).isZero();
    Path weights = folder.resolve("run/model/weights.safetensors");
    byte[] whole = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(whole, whole.length / 2));
    refuses(1, "weights.safetensors", "translate", "--model", path("run/model"));
    assertThat(err.toString()).contains("truncated");
  }

  @Test
  void anotherConfigurationForARunThatGoesOn() throws IOException {
    assertThat(run(prepare())).as(err.toString()).isZero();
    assertThat(run(train())).as(err.toString()).isZero();
    refuses(2, "train.rate", train("--set", "train.rate=0.5"));
  }

  @Test
  void aSearchInATrainingsFolder() throws IOException {
    assertThat(run(prepare())).as(err.toString()).isZero();
    assertThat(run(train())).as(err.toString()).isZero();
    String[] search = train();
    search[0] = "search";
    refuses(2, "run: is the folder of a training; choose another --output", search);
  }

  @Test
  void anEmptyPath() {
    assertThat(run("train", "--data", path("prepared"), "--output", "")).isEqualTo(2);
    assertThat(err.toString())
        .contains("Invalid value for option '--output'")
        .contains("a path must not be empty");
  }

  /** BLEU would compare line by line. */
  @Test
  void aTextOfThePreparedCorpusThatIsShort() throws IOException {
    assertThat(run(prepare())).as(err.toString()).isZero();
    Files.writeString(folder.resolve("prepared/valid.target.txt"), "c b a\n");
    refuses(1, "valid.target.txt has 1 lines, ", train());
  }

  @Test
  void otherDataForARunThatGoesOn() throws IOException {
    assertThat(run(prepare())).as(err.toString()).isZero();
    assertThat(run(train())).as(err.toString()).isZero();
    byte[] before = Files.readAllBytes(folder.resolve("run/model/tokenizer.model"));
    Files.writeString(folder.resolve("train.en"), "f e d\na b c\nd e f\n".repeat(5));
    assertThat(run(prepare())).as(err.toString()).isZero();
    refuses(2, "inputs.json: this run was begun with another training set", train());
    assertThat(Files.readAllBytes(folder.resolve("run/model/tokenizer.model"))).isEqualTo(before);
  }

  /** What is refused has not begun, and may be tried with what was advised. */
  @Test
  void aRefusedRunLeavesItsFolderFree() throws IOException {
    assertThat(run(prepare())).as(err.toString()).isZero();
    refuses(2, "maxTokensPerBatch (2); raise it", train("--set", "train.maxTokensPerBatch=2"));
    assertThat(folder.resolve("run")).doesNotExist();
    assertThat(run(train())).as(err.toString()).isZero();
  }

  @Test
  void anOutputThatIsAFile() throws IOException {
    assertThat(run(prepare())).as(err.toString()).isZero();
    Files.writeString(folder.resolve("run"), "");
    refuses(1, "run: cannot be written", train());
  }

  @Test
  void anArchitectureWhosePathYamlWouldCut() throws IOException {
    assertThat(run(prepare())).as(err.toString()).isZero();
    refuses(2, "none #2.json", train("--architecture", path("none #2.json")));
  }

  @Test
  void aScoreOfUnequalLines() throws IOException {
    Files.writeString(folder.resolve("hyp"), "a b c\n");
    refuses(1, "hyp", "score", path("valid.en"), "-i", path("hyp"));
  }

  @Test
  void noCommandIsWrongUsage() {
    assertThat(run()).isEqualTo(2);
  }

  private void refuses(int exitCode, String named, String... arguments) {
    err.getBuffer().setLength(0);
    assertThat(run(arguments)).as(err.toString()).isEqualTo(exitCode);
    String message = err.toString();
    assertThat(message).contains(named);
    assertThat(message.strip().lines()).as(message).hasSize(1);
  }

  private int run(String... arguments) {
    CommandLine program = TranslateNas.commandLine();
    program.setErr(new PrintWriter(err));
    program.setOut(new PrintWriter(new StringWriter()));
    return program.execute(arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String[] prepare(String... more) {
    List<String> arguments = new ArrayList<>(List.of("prepare", "--output", path("prepared")));
    for (String key : List.of("train", "valid")) {
      arguments.addAll(
          List.of(
              "--set", "prepare." + key + "Source=" + path(key + ".en"),
              "--set", "prepare." + key + "Target=" + path(key + ".de")));
    }
    arguments.addAll(List.of("--set", "prepare.vocabularySize=12"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private String[] train(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--data", path("prepared"), "--output", path("run")));
    for (String value :
        List.of(
            "model.embeddingWidth=16",
            "model.width=16",
            "model.hidden=16",
            "model.heads=2",
            "train.maxUpdates=2",
            "train.maxTokensPerBatch=64",
            "train.bleuLines=2",
            "runtime.threads=1")) {
      arguments.addAll(List.of("--set", value));
    }
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }
}
