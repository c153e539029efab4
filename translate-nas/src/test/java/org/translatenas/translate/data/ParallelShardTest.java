package org.translatenas.translate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.UserException;

class ParallelShardTest {
  @TempDir Path folder;

  private Path write(int vocabularySize, int[]... sentences) throws IOException {
    Path file = folder.resolve("a.shard");
    try (ParallelShardWriter writer = new ParallelShardWriter(file, vocabularySize)) {
      for (int i = 0; i < sentences.length; i += 2) {
        writer.add(sentences[i], sentences[i + 1]);
      }
      writer.finish();
    }
    return file;
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    ParallelShard shard =
        ParallelShard.open(
            write(65_536, new int[] {4, 65_535}, new int[] {7}, new int[0], new int[] {9, 8, 7}));
    assertThat(shard.size()).isEqualTo(2);
    assertThat(shard.vocabularySize()).isEqualTo(65_536);
    assertThat(shard.source(0)).containsExactly(4, 65_535);
    assertThat(shard.target(0)).containsExactly(7);
    assertThat(shard.source(1)).isEmpty();
    assertThat(shard.target(1)).containsExactly(9, 8, 7);
    assertThat(shard.sourceLength(0)).isEqualTo(2);
    assertThat(shard.targetLength(1)).isEqualTo(3);
  }

  /** The layout that the writer's documentation promises, byte for byte. */
  @Test
  void layoutIsAsDocumented() throws IOException {
    byte[] bytes = Files.readAllBytes(write(300, new int[] {1, 258}, new int[] {3}));
    assertThat(bytes).hasSize(64 + 16 + 16);
    String hex = HexFormat.of().formatHex(bytes);
    assertThat(hex)
        .startsWith(
            "544e534841524400"
                + "01000000"
                + "02000000"
                + "2c010000"
                + "01000000"
                + "0300000000000000");
    assertThat(hex.substring(128))
        .isEqualTo(
            "010002010300" + "00000000000000000000" + "0000000000000000" + "02000000" + "01000000");
  }

  @Test
  void largeVocabularyUsesFourBytes() throws IOException {
    Path file = write(70_000, new int[] {69_999}, new int[] {1, 2, 3, 4});
    assertThat(Files.size(file)).isEqualTo(64 + 32 + 16);
    assertThat(ParallelShard.open(file).source(0)).containsExactly(69_999);
    assertThat(ParallelShard.open(file).target(0)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void emptyShardIsLegal() throws IOException {
    assertThat(ParallelShard.open(write(10)).size()).isZero();
  }

  /** Segments of 64 bytes stand in for those of 1 GiB: sentences lie across their borders. */
  @Test
  void sentencesMayCrossSegments() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    int[][] sentences = new int[200][];
    for (int i = 0; i < sentences.length; i++) {
      sentences[i] = random.ints(random.nextInt(60), 0, 500).toArray();
    }
    ParallelShard shard = ParallelShard.open(write(500, sentences), 6);
    for (int i = 0; i < 100; i++) {
      assertThat(shard.source(i)).isEqualTo(sentences[2 * i]);
      assertThat(shard.target(i)).isEqualTo(sentences[2 * i + 1]);
    }
  }

  @Test
  void idOutsideTheVocabularyIsRefused() {
    assertThatThrownBy(() -> write(10, new int[] {10}, new int[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("id 10 in a vocabulary of 10");
  }

  @Test
  void missingFile() {
    expect(folder.resolve("none.shard"), "no such file; 'translate-nas prepare' makes it");
  }

  /** An exception between the first pair and finish() must not leave a file that looks whole. */
  @Test
  void writingThatWasCutOff() throws IOException {
    Path file = folder.resolve("half.shard");
    try (ParallelShardWriter writer = new ParallelShardWriter(file, 10)) {
      writer.add(new int[] {1}, new int[40]);
    }
    expect(file, "not a shard, or its writing was cut off; run 'translate-nas prepare' again");
    assertThat(folder.resolve("half.shard.index")).doesNotExist();
  }

  @Test
  void notAShard() throws IOException {
    Path file = folder.resolve("text.shard");
    Files.writeString(file, "short");
    expect(file, "not a shard: 5 bytes, a header alone has 64; run 'translate-nas prepare' again");
    Files.writeString(file, "x".repeat(100));
    expect(file, "not a shard, or its writing was cut off; run 'translate-nas prepare' again");
  }

  @Test
  void truncatedFile() throws IOException {
    Path file = write(300, new int[] {1, 258}, new int[] {3});
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, 90));
    expect(file, "truncated: 90 bytes, its header says 96; run 'translate-nas prepare' again");
    Files.write(file, Arrays.copyOf(bytes, 97));
    expect(file, "too long: 97 bytes, its header says 96; run 'translate-nas prepare' again");
  }

  @Test
  void flippedBits() throws IOException {
    Path file = write(300, new int[] {1, 258}, new int[] {3});
    expect(
        flip(file, 66),
        "damaged ids: checksum 2ec35a44, not 7b3279ad; run 'translate-nas prepare' again");
    expect(
        flip(file, 88),
        "damaged index: checksum 2c504871, not 0d4dca1c; run 'translate-nas prepare' again");
    expect(
        flip(file, 20),
        "damaged header: checksum a744f011, not 7a4b2ee5; run 'translate-nas prepare' again");
  }

  @Test
  void laterVersion() throws IOException {
    Path file = write(300, new int[] {1, 258}, new int[] {3});
    byte[] bytes = Files.readAllBytes(file);
    bytes[8] = 2;
    Files.write(file, bytes);
    expect(
        file, "shard version 2, this program reads version 1; run 'translate-nas prepare' again");
  }

  private Path flip(Path file, int position) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[position] ^= 4;
    return Files.write(folder.resolve("flipped.shard"), bytes);
  }

  private static void expect(Path file, String message) {
    assertThatThrownBy(() -> ParallelShard.open(file))
        .isInstanceOf(UserException.class)
        .hasMessage(file + ": " + message);
  }
}
