package org.translatenas.translate.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final Marks MARKS = new Marks(3, 1, 2);

  @Test
  void padsSentencesToARectangle() {
    ParallelCorpus corpus =
        ParallelCorpus.of(
            List.of(new int[] {10, 11}, new int[] {12}, new int[] {13}),
            List.of(new int[] {20}, new int[] {21, 22, 23}, new int[] {24, 25}));
    Batch batch = Batch.of(corpus, new int[] {1, 0}, MARKS);
    assertThat(batch.sentences()).containsExactly(1, 0);
    assertThat(batch.batchSize()).isEqualTo(2);
    assertThat(batch.sourceLength()).isEqualTo(3);
    assertThat(batch.targetLength()).isEqualTo(4);
    assertThat(batch.sourceIds()).containsExactly(12, 2, 3, 10, 11, 2);
    assertThat(batch.targetInput()).containsExactly(1, 21, 22, 23, 1, 20, 3, 3);
    assertThat(batch.targetOutput()).containsExactly(21, 22, 23, 2, 20, 2, 3, 3);
    assertThat(batch.targetTokens()).isEqualTo(6);
    assertThat(batch.sourceTokens()).isEqualTo(5);
    assertThat(batch.padId()).isEqualTo(3);
  }

  @Test
  void emptySentenceIsItsEndMark() {
    ParallelCorpus corpus = ParallelCorpus.of(List.of(new int[0]), List.of(new int[0]));
    Batch batch = Batch.of(corpus, new int[] {0}, MARKS);
    assertThat(batch.sourceIds()).containsExactly(2);
    assertThat(batch.targetInput()).containsExactly(1);
    assertThat(batch.targetOutput()).containsExactly(2);
  }
}
