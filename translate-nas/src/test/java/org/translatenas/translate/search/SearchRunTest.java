package org.translatenas.translate.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translatenas.training.UserException;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.data.Preparation;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.data.ToyModel;

class SearchRunTest {
  private static final List<String> SETTINGS =
      List.of(
          "model.width=24",
          "model.embeddingWidth=8",
          "model.heads=2",
          "search.depth=1",
          "search.logEveryUpdates=2",
          "search.checkpointEveryUpdates=4",
          "search.maxTokensPerBatch=64",
          "search.architectureRate=0.1",
          "search.architectureWarmupUpdates=1",
          "search.rate=0.01",
          "search.warmupUpdates=1",
          "reversible.monitorEveryUpdates=1",
          "runtime.threads=1");

  @TempDir private Path folder;
  private PreparedCorpus corpus;

  @BeforeEach
  void prepare() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      random.ints(3 + random.nextInt(5), 'a', 'z').forEach(c -> lines.append((char) c));
      lines.append('\n');
    }
    Files.writeString(folder.resolve("a"), lines);
    List<String> texts = new ArrayList<>();
    for (String part : List.of("train", "valid")) {
      texts.add("prepare." + part + "Source=" + folder.resolve("a"));
      texts.add("prepare." + part + "Target=" + folder.resolve("a"));
    }
    TranslateConfig config = ConfigReader.read(TranslateConfig.class, null, texts);
    new Preparation((text, c) -> ToyModel.make(), 1)
        .run(config.prepare(), folder.resolve("prepared"));
    corpus = PreparedCorpus.open(folder.resolve("prepared"));
  }

  private void search(String run, String... more) {
    List<String> all = new ArrayList<>(SETTINGS);
    all.addAll(List.of(more));
    TranslateConfig config = ConfigReader.read(TranslateConfig.class, null, all);
    new SearchRun(config, corpus, folder.resolve(run)).run();
  }

  /** Rows without what differs from clock to clock. */
  private List<String> rows(String run) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(run).resolve("search.jsonl"))) {
      ObjectNode row = (ObjectNode) new ObjectMapper().readTree(line);
      row.remove(List.of("tokensPerSecond", "seconds", "batchWaitMillis", "peakMemoryBytes"));
      rows.add(row.toString());
    }
    return rows;
  }

  /** To the last bit: log, architecture, weights, α and both optimisers. */
  @ParameterizedTest
  @ValueSource(strings = {"darts", "random"})
  void aSearchThatGoesOnEqualsOneThatWasNeverStopped(String method) throws IOException {
    String choice = "search.method=" + method;
    search("whole", choice, "search.updates=8");
    search("parts", choice, "search.updates=4");
    assertThat(rows("parts")).hasSize(2);
    search("parts", choice, "search.updates=8");
    assertThat(rows("parts")).isEqualTo(rows("whole")).hasSize(4);
    assertThat(folder.resolve("parts/architecture.json"))
        .hasSameBinaryContentAs(folder.resolve("whole/architecture.json"));
    Path expected = folder.resolve("whole/checkpoints/ckpt-8");
    try (var files = Files.list(expected)) {
      List<Path> tensors = files.filter(file -> file.toString().endsWith(".safetensors")).toList();
      assertThat(tensors).hasSize(method.equals("darts") ? 4 : 2);
      for (Path tensor : tensors) {
        assertThat(folder.resolve("parts/checkpoints/ckpt-8").resolve(tensor.getFileName()))
            .hasSameBinaryContentAs(tensor);
      }
    }
  }

  @Test
  void doesNotGoOnWithOtherSettings() {
    search("run", "search.updates=2");
    assertThatThrownBy(() -> search("run", "search.updates=4", "search.rate=0.02"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("search.rate");
  }

  @Test
  void refusesWidthsThatDoNotDivide() {
    assertThatThrownBy(() -> search("run", "model.width=26"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("model.width 26 is not a multiple");
  }
}
