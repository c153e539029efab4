package org.translatenas.translate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.translate.data.RandomLines;

/**
 * The whole way through the command line: a searched and trained model learns to copy, up to BLEU
 * 98.
 */
class CopyTaskTest {
  private static final List<String> WORDS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  @TempDir private Path folder;

  @Test
  void searchedModelLearnsToCopy() throws Exception {
    write("train", 4000, 1);
    write("valid", 100, 2);
    write("test", 200, 3);
    Files.writeString(folder.resolve("copy.yaml"), CONFIG);
    Program program = new Program(folder);

    succeed(program.run(null, "prepare", "--config", "copy.yaml", "--output", "prepared"));
    profiled(
        "search",
        program.run(
            null,
            "search",
            "--config",
            "copy.yaml",
            "--data",
            "prepared",
            "--output",
            "search",
            "--profile"));
    assertThat(Files.readString(folder.resolve("search/architecture.json")))
        .contains("\"version\" : 1", "cross-attention");
    assertThat(Files.readAllLines(folder.resolve("search/search.jsonl")))
        .hasSize(3)
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "weightLoss", "architectureLoss", "entropy", "mixing", "encoder.0.0"));
    profiled(
        "run",
        program.run(
            null,
            "train",
            "--config",
            "copy.yaml",
            "--data",
            "prepared",
            "--architecture",
            "search/architecture.json",
            "--output",
            "run",
            "--profile"));
    String sources = Files.readString(folder.resolve("test.txt"));
    Program.Result translated = program.run(sources, "translate", "--model", "run/model");
    succeed(translated);
    assertThat(translated.out().lines()).hasSize(200);
    Files.writeString(folder.resolve("hypotheses.txt"), translated.out());
    Program.Result scored =
        program.run(null, "score", "test.txt", "-i", "hypotheses.txt", "-b", "-w", "2");
    succeed(scored);
    assertThat(Double.parseDouble(scored.out().strip())).isGreaterThanOrEqualTo(98);
  }

  /** The search replays its layers, the training stores them; both have all the other parts. */
  private void profiled(String output, Program.Result result) throws IOException {
    succeed(result);
    assertThat(result.err())
        .startsWith("settings: ")
        .containsPattern("profile: mean of \\d+ steps");
    Map<String, Double> calls = new HashMap<>();
    Matcher row =
        Pattern.compile("(?m)^  (\\S+) +[0-9.]+ +[0-9.]+ % +([0-9.]+)$").matcher(result.err());
    while (row.find()) {
      calls.put(row.group(1), Double.parseDouble(row.group(2)));
    }
    assertThat(calls.get("forward")).isPositive();
    assertThat(calls.get("backward")).isPositive();
    assertThat(calls.get("loss")).isEqualTo(output.equals("search") ? 2 : 1);
    assertThat(calls.get("optimiser")).isEqualTo(output.equals("search") ? 4 : 2);
    assertThat(calls.get("reconstruction") > 0).isEqualTo(output.equals("search"));
    assertThat(calls.get("vocabulary_loss")).isEqualTo(calls.get("loss"));
    JsonNode trace = new ObjectMapper().readTree(folder.resolve(output + "/profile.json").toFile());
    assertThat(trace).hasSizeGreaterThan(1000);
    assertThat(trace.findValuesAsText("name")).contains("step 4", "backward", "adam");
  }

  private static void succeed(Program.Result result) {
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private void write(String name, int lines, long seed) throws IOException {
    List<String> text = RandomLines.of(WORDS, lines, 3, 9, seed);
    Files.writeString(folder.resolve(name + ".txt"), String.join("\n", text) + "\n");
  }

  private static final String CONFIG =
      """
      prepare:
        trainSource: train.txt
        trainTarget: train.txt
        validSource: valid.txt
        validTarget: valid.txt
        vocabularySize: 40
      model:
        embeddingWidth: 48
        width: 48
        heads: 2
        encoderLayers: 2
        decoderLayers: 2
        dropout: 0
      search:
        depth: 1
        updates: 30
        maxTokensPerBatch: 512
        rate: 0.003
        warmupUpdates: 10
        architectureRate: 0.1
        logEveryUpdates: 10
      train:
        maxUpdates: 1600
        maxTokensPerBatch: 512
        rate: 0.005
        warmupUpdates: 100
        validateEveryUpdates: 400
        bleuLines: 50
      runtime:
        threads: 1
      """;
}
