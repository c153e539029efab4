package org.translatenas.translate.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.StackSettings.Mode;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.data.ParallelCorpus;
import org.translatenas.translate.data.TokenBatcher;
import org.translatenas.translate.memory.MemoryPlan.Candidates;
import org.translatenas.translate.model.ModelSizes;

class MemoryReportTest {
  private static final long MEBIBYTE = 1 << 20;

  private static MemoryReport report() {
    return report(false, 0);
  }

  private static MemoryReport report(boolean mixed, int tensors) {
    List<int[]> sentences = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      sentences.add(new int[5 + i % 30]);
    }
    SearchSpace space = new SearchSpace(2, 3, 1, Pooling.AVERAGE, NormPlacement.PRE);
    ModelSizes sizes = new ModelSizes(96, 96, 0, 4, 4, 4, 0.1, 0, 0);
    return new MemoryReport(
        new MemoryPlan(space, sizes, 1000, 0, mixed, Candidates.ALL),
        tensors,
        List.of(new TokenBatcher(ParallelCorpus.of(sentences, sentences), 500, 1)),
        1);
  }

  @Test
  void theLargestBatchGrowsWithTheBudgetAndWithReconstruction() {
    MemoryReport report = report();
    int stored = report.largestBatch(Mode.STORED, 500 * MEBIBYTE);
    assertThat(stored).isPositive();
    assertThat(report.largestBatch(Mode.STORED, 600 * MEBIBYTE)).isGreaterThan(stored);
    assertThat(report.largestBatch(Mode.REVERSIBLE, 500 * MEBIBYTE)).isGreaterThan(2 * stored);
  }

  @Test
  void nothingFitsIntoTooLittle() {
    assertThat(report().largestBatch(Mode.REVERSIBLE, 100 * MEBIBYTE)).isZero();
    assertThat(report().text(500, 100 * MEBIBYTE)).contains("within 100 MiB, reversible: none");
  }

  @Test
  void aSearchThatDoesNotFitIsToldWhatWould() {
    MemoryReport report = report();
    int largest = report.largestBatch(Mode.STORED, 500 * MEBIBYTE);
    assertThat(report.excess(Mode.STORED, largest, 500 * MEBIBYTE)).isEmpty();
    assertThat(report.excess(Mode.STORED, 2 * largest, 500 * MEBIBYTE).orElseThrow())
        .contains("and has 500;", "with search.maxTokensPerBatch=" + largest + " it fits");
    assertThat(report.excess(Mode.STORED, 500, 100 * MEBIBYTE).orElseThrow())
        .contains("no batch fits");
  }

  @Test
  void whatTheMethodHoldsCounts() {
    MemoryReport more = report(false, 2);
    assertThat(more.text(500, 0)).contains("the method's products along 2 × the weights");
    assertThat(more.largestBatch(Mode.STORED, 500 * MEBIBYTE))
        .isLessThan(report().largestBatch(Mode.STORED, 500 * MEBIBYTE));
  }

  @Test
  void namesEveryPartAndMode() {
    assertThat(report().text(500, 0))
        .contains("weights", "gradients", "optimiser", "activations, stored")
        .contains("activations, reversible", "activations, checkpointed", "in all")
        .doesNotContain("largest", "bfloat16");
    assertThat(report(true, 0).text(500, 0)).contains("copies of the weights in bfloat16");
  }
}
