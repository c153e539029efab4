package org.translatenas.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.UserException;
import org.translatenas.training.schedule.EarlyStopping.Direction;

class CheckpointsTest {
  @TempDir Path run;
  private Path folder;
  private Checkpoints checkpoints;

  @BeforeEach
  void open() {
    folder = run.resolve("checkpoints");
    checkpoints = new Checkpoints(folder, 2, 1, Direction.MIN);
  }

  private void save(long update, double score) {
    checkpoints.save(
        update,
        score,
        target -> {
          Files.writeString(target.resolve("weights"), "w" + update);
          Files.createDirectory(target.resolve("state"));
          Files.writeString(target.resolve("state/adam"), "a" + update);
        });
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private long latest() {
    return checkpoints.latestValid().orElseThrow().update();
  }

  @Test
  void hasNoneAtFirst() {
    assertThat(checkpoints.latestValid()).isEmpty();
    assertThat(checkpoints.best(100)).isEmpty();
    assertThat(checkpoints.all()).isEmpty();
  }

  /** Two last, the best and the one that is being written, less what is there. */
  @Test
  void saysWhatTheDiskHasNoRoomFor() {
    assertThat(checkpoints.wantOfSpace(1)).isEmpty();
    long exbibyte = 1L << 60;
    assertThat(checkpoints.wantOfSpace(exbibyte).orElseThrow())
        .contains(
            "checkpoints: 4 checkpoints of 1,099,511,627,776 MiB are to come, and the disk has")
        .endsWith("make room before it is full");
    save(1, 1);
    assertThat(checkpoints.wantOfSpace(exbibyte).orElseThrow()).contains(": 3 checkpoints of");
  }

  @Test
  void theNewestIntactOnesAreThoseUpToAnUpdate() throws IOException {
    checkpoints = new Checkpoints(folder, 4, 0, Direction.MIN);
    for (long update = 10; update <= 40; update += 10) {
      save(update, update);
    }
    Files.writeString(folder.resolve("ckpt-20/state/adam"), "b20");
    assertThat(checkpoints.newestIntact(30, 2)).map(Checkpoint::update).containsExactly(30L, 10L);
    assertThat(checkpoints.newestIntact(30, 1)).map(Checkpoint::update).containsExactly(30L);
    assertThat(checkpoints.newestIntact(9, 2)).isEmpty();
  }

  @Test
  void givesBackWhatWasSaved() {
    save(10, 3.5);
    Checkpoint latest = checkpoints.latestValid().orElseThrow();
    assertThat(latest).isEqualTo(new Checkpoint(10, 3.5, folder.resolve("ckpt-10")));
    assertThat(latest.folder().resolve("state/adam")).hasContent("a10");
    assertThat(latest.folder().resolve("MANIFEST.json"))
        .hasContent(
            """
            {
              "format" : 1,
              "update" : 10,
              "score" : 3.5,
              "files" : [ {
                "name" : "state/adam",
                "bytes" : 3,
                "sha256" : "e80fb65ac70384bd8bab0358d60b7cbe96de5b2de7c095e0d8695852e9c673af"
              }, {
                "name" : "weights",
                "bytes" : 3,
                "sha256" : "493ea37c8d7f9bcb4b5fa4514ef7ceda529204d12164e9183ef3bf495d801f63"
              } ]
            }
            """);
  }

  @Test
  void keepsTheLastAndTheBest() throws IOException {
    save(10, 4);
    save(20, 3);
    save(30, 5);
    save(40, Double.NaN);
    save(50, 6);
    assertThat(names()).containsExactly("LATEST", "ckpt-20", "ckpt-40", "ckpt-50");
    assertThat(checkpoints.best(100).orElseThrow().update()).isEqualTo(20);
    assertThat(latest()).isEqualTo(50);
    assertThat(checkpoints.all().get(1).score()).isNaN();
  }

  /** A kill before LATEST was written, or a person who set it back. */
  @Test
  void aBestOneThatIsYetToComeNeitherCountsNorTakesAPlace() throws IOException {
    checkpoints = new Checkpoints(folder, 9, 1, Direction.MIN);
    save(10, 4);
    save(20, 6);
    save(30, 3);
    Files.writeString(folder.resolve("LATEST"), "ckpt-20\n");
    open();
    assertThat(checkpoints.best(20).orElseThrow().update()).isEqualTo(10);
    save(22, 6);
    save(24, 6);
    assertThat(names()).containsExactly("LATEST", "ckpt-10", "ckpt-22", "ckpt-24", "ckpt-30");
  }

  @Test
  void knowsThatHigherCanBeBetter() {
    checkpoints = new Checkpoints(folder, 1, 1, Direction.MAX);
    save(10, 0);
    save(20, 7);
    save(30, 7);
    save(40, 1);
    assertThat(checkpoints.best(100).orElseThrow().update()).isEqualTo(20);
  }

  @Test
  void passesOverADamagedOne() throws IOException {
    save(10, 1);
    save(20, 2);
    save(30, 3);
    Files.writeString(folder.resolve("ckpt-30/weights"), "w3");
    assertThat(latest()).isEqualTo(20);
    Files.writeString(folder.resolve("ckpt-20/state/adam"), "b20");
    assertThat(latest()).isEqualTo(10);
    Files.delete(folder.resolve("ckpt-10/weights"));
    assertThatThrownBy(this::latest)
        .isInstanceOf(UserException.class)
        .hasMessage(
            folder
                + ": none of its 3 checkpoints is intact; restore one or choose another run"
                + " folder");
  }

  @Test
  void survivesAKillAtEveryPoint() throws IOException {
    save(10, 1);
    // Killed while the files were written.
    Files.createDirectory(folder.resolve("ckpt-20.being-written"));
    assertThat(latest()).isEqualTo(10);
    // Killed before the pointer was moved.
    save(20, 2);
    Files.writeString(folder.resolve("LATEST"), "ckpt-10\n");
    assertThat(latest()).isEqualTo(10);
    // Killed between the two renames of a replacement.
    Files.move(folder.resolve("ckpt-10"), folder.resolve("ckpt-10.being-replaced"));
    assertThat(latest()).isEqualTo(10);
    // A pointer that is no pointer.
    Files.writeString(folder.resolve("LATEST"), "");
    assertThat(latest()).isEqualTo(20);
    // No manifest.
    Files.delete(folder.resolve("ckpt-20/MANIFEST.json"));
    assertThat(latest()).isEqualTo(10);
    // Killed before what was replaced is removed.
    Files.createDirectory(folder.resolve("ckpt-10.being-replaced"));
    save(20, 2);
    assertThat(names()).containsExactly("LATEST", "ckpt-10", "ckpt-20");
  }

  @Test
  void goingBackReplacesTheFuture() throws IOException {
    save(10, 1);
    save(20, 2);
    save(30, 3);
    Files.writeString(folder.resolve("LATEST"), "ckpt-10\n");
    save(15, 9);
    assertThat(latest()).isEqualTo(15);
    save(20, 5);
    assertThat(latest()).isEqualTo(20);
    assertThat(names()).containsExactly("LATEST", "ckpt-10", "ckpt-15", "ckpt-20", "ckpt-30");
  }

  @Test
  void doesNotFollowAManifestOutOfItsFolder() throws IOException {
    save(10, 1);
    Path manifest = folder.resolve("ckpt-10/MANIFEST.json");
    Files.writeString(run.resolve("weights"), "w10");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"weights\"", "\"../../weights\""));
    assertThatThrownBy(this::latest).hasMessageContaining("none of its 1 checkpoints is intact");
  }
}
