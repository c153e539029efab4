package org.translatenas.translate.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawScoresTest {
  @TempDir private Path folder;

  @Test
  void goesOnAfterTheLastWholeLine() throws IOException {
    Path file = folder.resolve("draws.jsonl");
    try (DrawScores first = new DrawScores(file, 8, 9)) {
      first.add(0.1 + 0.2, 3.5);
      first.add(Double.NaN, 4);
      first.add(Double.POSITIVE_INFINITY, 4.25);
    }
    assertThat(file)
        .content()
        .startsWith(
            "{\"update\":8,\"of\":9,\"draw\":0,\"score\":0.30000000000000004,\"seconds\":3.5}\n");
    Files.writeString(file, Files.readString(file) + "{\"update\":8,\"of\":9,\"dr");
    try (DrawScores second = new DrawScores(file, 8, 9)) {
      assertThat(second.scores()).containsExactly(0.1 + 0.2, Double.NaN, Double.POSITIVE_INFINITY);
      assertThat(second.seconds()).isEqualTo(4.25);
      second.add(5, 6);
    }
    assertThat(Files.readAllLines(file)).hasSize(4);
    assertThat(new DrawScores(file, 8, 9).scores()).endsWith(5.0).hasSize(4);
  }

  /** They are of other weights, or of other draws. */
  @Test
  void scoresOfAnotherNumberOfUpdatesAreReplaced() throws IOException {
    Path file = folder.resolve("draws.jsonl");
    try (DrawScores first = new DrawScores(file, 8, 8)) {
      first.add(1, 1);
      first.add(2, 2);
    }
    assertThat(new DrawScores(file, 8, 16).scores()).isEmpty();
    try (DrawScores later = new DrawScores(file, 16, 16)) {
      assertThat(later.scores()).isEmpty();
      assertThat(later.seconds()).isZero();
      assertThat(Files.readAllLines(file)).hasSize(2); // nothing is written yet
      later.add(3, 3);
    }
    assertThat(Files.readAllLines(file)).hasSize(1);
    assertThat(new DrawScores(file, 16, 16).scores()).isEqualTo(List.of(3.0));
  }
}
