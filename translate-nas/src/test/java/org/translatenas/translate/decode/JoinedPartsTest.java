package org.translatenas.translate.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinedPartsTest {
  private static List<Hypothesis> part(double... scores) {
    return Arrays.stream(scores)
        .mapToObj(score -> new Hypothesis(new int[0], score, score, new double[] {score}, null))
        .toList();
  }

  private static List<List<Double>> scores(List<List<Hypothesis>> lines) {
    return lines.stream().map(line -> line.stream().map(Hypothesis::score).toList()).toList();
  }

  /** The second best line is not the second best of each part. */
  @Test
  void theBestSumsOfAllCombinations() {
    List<List<Hypothesis>> parts = List.of(part(-1, -1.5), part(-2, -5), part(-1, -1.25));
    assertThat(scores(JoinedParts.best(parts, 3)))
        .containsExactly(
            List.of(-1.0, -2.0, -1.0), List.of(-1.0, -2.0, -1.25), List.of(-1.5, -2.0, -1.0));
    assertThat(JoinedParts.best(parts, 9)).hasSize(8);
    assertThat(scores(JoinedParts.best(List.of(part(-1, -3)), 5)))
        .containsExactly(List.of(-1.0), List.of(-3.0));
  }

  @Test
  void drawsAreJoinedAsTheyWereDrawnAndThenRanked() {
    List<List<Hypothesis>> parts = List.of(part(-4, -1), part(-1, -9));
    assertThat(scores(JoinedParts.draws(parts)))
        .containsExactly(List.of(-4.0, -1.0), List.of(-1.0, -9.0));
  }
}
