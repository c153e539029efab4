package org.translatenas.translate.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.training.run.Pause;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.data.Preparation;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.data.ToyModel;

/** A small corpus, and searches on it. */
abstract class SearchRuns {
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
          "runtime.precision=float32", // auto would make a trial for each run
          "runtime.threads=1");

  @TempDir Path folder;
  PreparedCorpus corpus;

  @BeforeEach
  void prepare() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      random.ints(3 + random.nextInt(5), 'a', 'z').forEach(c -> lines.append((char) c));
      lines.append('\n');
    }
    Files.writeString(folder.resolve("a"), lines);
    prepare("a");
  }

  /** With the file {@code valid} to judge by. */
  void prepare(String valid) throws IOException {
    List<String> texts = new ArrayList<>();
    for (String part : List.of("train", "valid")) {
      Path text = folder.resolve(part.equals("valid") ? valid : "a");
      texts.add("prepare." + part + "Source=" + text);
      texts.add("prepare." + part + "Target=" + text);
    }
    TranslateConfig config = ConfigReader.read(TranslateConfig.class, null, texts);
    new Preparation((text, c) -> ToyModel.make(), 1)
        .run(config.prepare(), folder.resolve("prepared"));
    corpus = PreparedCorpus.open(folder.resolve("prepared"));
  }

  SearchOutcome search(String run, String... more) {
    return search(run, Pause.NEVER, more);
  }

  SearchOutcome search(String run, Pause pause, String... more) {
    List<String> all = new ArrayList<>(SETTINGS);
    all.addAll(List.of(more));
    TranslateConfig config = ConfigReader.read(TranslateConfig.class, null, all);
    SearchOutcome outcome = new SearchRun(config, corpus, folder.resolve(run)).run(pause);
    assertThat(outcome.loss()).isPositive();
    return outcome;
  }

  /** Rows without what differs from clock to clock. */
  List<String> rows(String run) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(run).resolve("search.jsonl"))) {
      ObjectNode row = (ObjectNode) new ObjectMapper().readTree(line);
      row.remove(List.of("tokensPerSecond", "seconds", "batchWaitMillis", "peakMemoryBytes"));
      rows.add(row.toString());
    }
    return rows;
  }
}
