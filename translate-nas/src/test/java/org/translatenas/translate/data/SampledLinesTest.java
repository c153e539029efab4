package org.translatenas.translate.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampledLinesTest {
  @TempDir Path folder;

  private List<String> sample(int pairs, int mostLines) throws IOException {
    Path source = folder.resolve("a.en");
    Path target = folder.resolve("a.de");
    Files.write(source, IntStream.range(0, pairs).mapToObj(i -> "s" + i).toList());
    Files.write(target, IntStream.range(0, pairs).mapToObj(i -> "t" + i).toList());
    try (ParallelText text = new ParallelText(source, target)) {
      return SampledLines.of(text, pairs, mostLines).toList();
    }
  }

  @Test
  void takesAllThatFit() throws IOException {
    assertThat(sample(3, 6)).containsExactly("s0", "t0", "s1", "t1", "s2", "t2");
    assertThat(sample(2, 1000)).hasSize(4);
  }

  @Test
  void takesPairsAtEvenDistances() throws IOException {
    assertThat(sample(10, 5)).containsExactly("s4", "t4", "s9", "t9");
    assertThat(sample(1000, 300)).hasSize(300);
    assertThat(sample(10, 1)).containsExactly("s9", "t9");
  }
}
