package org.translatenas.translate.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.UserException;

class PreparedCorpusTest {
  @TempDir Path folder;
  private Path prepared;

  @BeforeEach
  void prepare() throws IOException {
    prepared = folder.resolve("prepared");
    Path text = Files.writeString(folder.resolve("a.txt"), "abc\n");
    new Preparation((lines, c) -> ToyModel.make(), 1)
        .run(ToyConfig.of(text, text, text, text), prepared);
  }

  private void expect(String message) {
    assertThatThrownBy(() -> PreparedCorpus.open(prepared))
        .isInstanceOf(UserException.class)
        .hasMessage(message.replace("DIR", prepared.toString()));
  }

  @Test
  void folderThatIsNotThere() {
    prepared = folder.resolve("none");
    expect("DIR: no prepared corpus; run 'translate-nas prepare --config FILE --output DIR'");
  }

  @Test
  void laterVersion() throws IOException {
    Path file = prepared.resolve("statistics.json");
    Files.writeString(file, Files.readString(file).replace("\"version\" : 1", "\"version\" : 2"));
    expect(
        "DIR/statistics.json: prepared corpus of version 2, this program reads version 1; run"
            + " 'translate-nas prepare' again");
  }

  @Test
  void damagedStatistics() throws IOException {
    Files.writeString(prepared.resolve("statistics.json"), "{\"version\": 1, \"train\": }");
    assertThatThrownBy(() -> PreparedCorpus.open(prepared))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(prepared + "/statistics.json: damaged (Unexpected character ('}'")
        .hasMessageEndingWith("; run 'translate-nas prepare' again");
  }

  @Test
  void missingFiles() throws IOException {
    Files.delete(prepared.resolve("valid.shard"));
    expect("DIR/valid.shard: no such file; 'translate-nas prepare' makes it");
    Files.delete(prepared.resolve("tokenizer.model"));
    expect("DIR/tokenizer.model: no such file; run 'translate-nas prepare' again");
  }

  @Test
  void anotherTokenizer() throws IOException {
    Path model = prepared.resolve("tokenizer.model");
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length - 1] ^= 1;
    Files.write(model, bytes);
    expect(
        "DIR/tokenizer.model: is damaged, or not the one that the shards beside it were made with;"
            + " run 'translate-nas prepare' again");
  }

  @Test
  void shardOfAnotherTokenizer() throws IOException {
    try (ParallelShardWriter writer =
        new ParallelShardWriter(prepared.resolve("train.shard"), 99)) {
      writer.finish();
    }
    expect(
        "DIR/train.shard: made with 99 pieces, but the tokenizer beside it has 31; run"
            + " 'translate-nas prepare' again");
  }
}
