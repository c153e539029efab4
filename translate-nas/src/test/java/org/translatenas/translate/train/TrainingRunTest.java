package org.translatenas.translate.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.UserException;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.training.files.SafeTensors;
import org.translatenas.training.files.StoredTensor;
import org.translatenas.training.run.Pause;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.data.Preparation;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.data.RandomLines;
import org.translatenas.translate.data.SentencePieceTokenizerTrainer;

class TrainingRunTest {
  private static final List<String> WORDS = List.of("one", "two", "three", "four", "five", "six");

  private static final List<String> SETTINGS =
      List.of(
          "model.architecture=transformer",
          "model.width=16",
          "model.embeddingWidth=8",
          "model.hidden=24",
          "model.heads=2",
          "model.encoderLayers=1",
          "model.decoderLayers=1",
          "train.maxUpdates=6",
          "train.maxTokensPerBatch=96",
          "train.accumulate=3",
          "train.subwordAlpha=0.1",
          "train.rate=0.01",
          "train.warmupUpdates=2",
          "train.logEveryUpdates=3",
          "train.validateEveryUpdates=2",
          "train.bleuLines=0",
          "runtime.precision=float32", // auto would make a trial for each run
          "runtime.threads=1");

  @TempDir private Path folder;
  private PreparedCorpus corpus;

  @BeforeEach
  void prepare() throws IOException {
    Path text = folder.resolve("text");
    Files.write(text, RandomLines.of(WORDS, 60, 2, 7, 1));
    List<String> settings = new ArrayList<>(List.of("prepare.vocabularySize=40"));
    for (String part : List.of("train", "valid")) {
      settings.add("prepare." + part + "Source=" + text);
      settings.add("prepare." + part + "Target=" + text);
    }
    new Preparation(new SentencePieceTokenizerTrainer(), 1)
        .run(config(settings).prepare(), folder.resolve("prepared"));
    corpus = PreparedCorpus.open(folder.resolve("prepared"));
  }

  private static TranslateConfig config(List<String> settings) {
    return ConfigReader.read(TranslateConfig.class, null, settings);
  }

  private Path train(String run, String... more) {
    return train(run, Pause.NEVER, more);
  }

  private Path train(String run, Pause pause, String... more) {
    List<String> all = new ArrayList<>(SETTINGS);
    all.addAll(List.of(more));
    Path output = folder.resolve(run);
    TrainingRun.run(config(all), corpus, output, pause);
    return output;
  }

  /** Rows without what differs from clock to clock. */
  private static List<String> rows(Path run) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("train.jsonl"))) {
      ObjectNode row = (ObjectNode) new ObjectMapper().readTree(line);
      row.remove(List.of("tokensPerSecond", "seconds", "batchWaitMillis", "peakMemoryBytes"));
      rows.add(row.toString());
    }
    return rows;
  }

  private static Map<String, StoredTensor> weights(Path run, String of) {
    return SafeTensors.read(run.resolve(of).resolve("weights.safetensors")).tensors();
  }

  /** To the last bit, with gradients of several batches and sentences that are cut anew. */
  @Test
  void aRunThatPausesEqualsOneThatDoesNot() throws IOException {
    Path whole = train("whole");
    Pause atOnce = Pause.after(Duration.ZERO);
    for (String update : List.of("2", "4")) {
      assertThatThrownBy(() -> train("parts", atOnce))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("paused at update " + update)
          .extracting(e -> ((UserException) e).exitCode())
          .isEqualTo(3);
    }
    Path parts = train("parts", atOnce);
    assertThat(rows(parts)).isEqualTo(rows(whole)).filteredOn(r -> r.contains("valid")).hasSize(3);
    for (String file :
        List.of(
            "checkpoints/ckpt-6/weights.safetensors",
            "checkpoints/ckpt-6/weights.optimiser.safetensors",
            "model/weights.safetensors")) {
      assertThat(parts.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  /** The path is the same, what lies there is not. */
  @Test
  void doesNotGoOnWithAnotherArchitecture() throws IOException {
    Path file = folder.resolve("architecture.json");
    String[] searched = {"model.architecture=" + file, "model.width=12"};
    String text =
        """
        {"format": "translate-nas architecture", "version": 1,
         "pooling": "average", "candidateNorm": "pre",
         "encoder": [["glu", "zero"]], "decoder": [["%s", "identity", "cross-attention"]]}
        """;
    Files.writeString(file, text.formatted("ffn"));
    Path run = train("run", searched);
    Map<String, StoredTensor> found = weights(run, "model");
    Files.writeString(file, text.formatted("glu"));
    assertThatThrownBy(() -> train("run", searched))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("begun with another architecture");
    assertThat(weights(run, "model")).usingRecursiveComparison().isEqualTo(found);
  }

  /** Each update is in one line of the log, whether or not a validation comes between. */
  @Test
  void theLogHasEveryUpdateOnce() throws IOException {
    List<String> rows = rows(train("run", "train.maxUpdates=5"));
    assertThat(rows.stream().map(row -> row.replaceAll("[^:]*:(\\d+),\"(....).*", "$1 $2")))
        .containsExactly("2 epoc", "2 vali", "3 epoc", "4 epoc", "4 vali", "5 epoc", "5 vali");
  }

  /** The loss stays what it is, so the second validation is the first without a better one. */
  @Test
  void stopsWhenNothingImproves() throws IOException {
    Path run = train("run", "train.rate=1e-30", "train.patience=1", "train.maxUpdates=50");
    assertThat(rows(run)).last().asString().startsWith("{\"update\":4,\"validLoss\":");
  }

  @Test
  void aDamagedCheckpointIsInNoAverage() throws IOException {
    String[] average = {"train.averageCheckpoints=3", "train.keepLast=3"};
    Path run = train("run", average);
    Map<String, StoredTensor> intact = weights(run, "model");
    Path damaged = run.resolve("checkpoints/ckpt-4/weights.safetensors");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length - 1] ^= 0x7f;
    Files.write(damaged, bytes);
    train("run", average);
    Map<String, StoredTensor> first = weights(run, "checkpoints/ckpt-2");
    Map<String, StoredTensor> last = weights(run, "checkpoints/ckpt-6");
    weights(run, "model")
        .forEach(
            (name, tensor) -> {
              float[] found = tensor.toFloats();
              float[] a = first.get(name).toFloats();
              float[] b = last.get(name).toFloats();
              for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).isCloseTo((a[i] + b[i]) / 2, within(1e-6f));
              }
            });
    assertThat(weights(run, "model")).hasSameSizeAs(intact).isNotEmpty();
  }

  @Test
  void aModelFolderThatHoldsMoreIsRefusedBeforeTheTraining() throws IOException {
    Path run = train("run", "train.maxUpdates=1");
    Files.writeString(run.resolve("model/notes.txt"), "mine");
    assertThatThrownBy(() -> train("run", "train.maxUpdates=2"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("model: would be replaced as a whole, and notes.txt in it");
    assertThat(rows(run)).last().asString().startsWith("{\"update\":1,");
  }
}
