package org.translatenas.translate.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.StackSettings.Mode;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.memory.MemoryPlan.Candidates;
import org.translatenas.translate.model.ModelSizes;

class MemoryPlanTest {
  private static final BatchShape BATCH = new BatchShape(48, 32, 32);
  private static final SearchSpace SPACE =
      new SearchSpace(2, 3, 2, Pooling.AVERAGE, NormPlacement.PRE);

  private static MemoryPlan plan(int layers) {
    return plan(layers, false);
  }

  private static MemoryPlan plan(int layers, boolean mixed) {
    return plan(layers, 0, mixed);
  }

  private static MemoryPlan plan(int layers, int boundaryEvery, boolean mixed) {
    ModelSizes sizes = new ModelSizes(192, 240, 0, 4, layers, layers, 0.1, 0, 0);
    return new MemoryPlan(SPACE, sizes, 8000, boundaryEvery, mixed, Candidates.ALL);
  }

  @Test
  void aReversibleStackIsFlatInDepth() {
    assertThat(plan(24).encoderBytes(Mode.REVERSIBLE, BATCH))
        .isEqualTo(plan(2).encoderBytes(Mode.REVERSIBLE, BATCH));
    assertThat(plan(24).activationBytes(Mode.REVERSIBLE, BATCH))
        .isEqualTo(plan(2).activationBytes(Mode.REVERSIBLE, BATCH));
  }

  /** Inputs of layers 1 to 3, or of layer 2: layer 0's is the stack's own. */
  @Test
  void everyBoundaryIsAStream() {
    long none = plan(4, 0, false).encoderBytes(Mode.REVERSIBLE, BATCH);
    long one = plan(4, 2, false).encoderBytes(Mode.REVERSIBLE, BATCH) - none;
    assertThat(one).isEqualTo((long) Float.BYTES * BATCH.sourcePlaces() * 240);
    assertThat(plan(4, 1, false).encoderBytes(Mode.REVERSIBLE, BATCH) - none).isEqualTo(3 * one);
    assertThat(plan(4, 4, false).encoderBytes(Mode.REVERSIBLE, BATCH)).isEqualTo(none);
    assertThat(plan(4, 1, false).activationBytes(Mode.REVERSIBLE, BATCH))
        .isGreaterThanOrEqualTo(plan(4).activationBytes(Mode.REVERSIBLE, BATCH) + 3 * one);
  }

  @Test
  void aStoredStackGrowsByALayerEachTime() {
    long two = plan(2).encoderBytes(Mode.STORED, BATCH);
    long four = plan(4).encoderBytes(Mode.STORED, BATCH);
    long six = plan(6).encoderBytes(Mode.STORED, BATCH);
    assertThat(six - four).isEqualTo(four - two);
    assertThat(two).isGreaterThan(plan(2).encoderBytes(Mode.REVERSIBLE, BATCH));
  }

  /**
   * The feed-forward network holds most: of each place its norm (2), the norm's result (c), the
   * inner layer and that after dropout with its mask (4 c, 5 c), its output and mask (1.25 c).
   */
  @Test
  void whereOneCandidateIsDrawnTheHeaviestIsPlanned() {
    ModelSizes sizes = new ModelSizes(192, 240, 0, 4, 2, 2, 0.1, 0, 0);
    MemoryPlan one = new MemoryPlan(SPACE, sizes, 8000, 0, false, Candidates.ONE);
    int c = 240 / 2;
    double nodes = 2 * 2 * (2 + (1 + 4 + 5 + 1.25) * c + c); // of two layers, with their outputs
    double gradients = (1 + 2 * 4) * c; // of the output, and inside
    assertThat(one.encoderBytes(Mode.STORED, BATCH))
        .isEqualTo((long) (Float.BYTES * BATCH.sourcePlaces() * (nodes + gradients)));
    assertThat(one.encoderBytes(Mode.REVERSIBLE, BATCH))
        .isLessThan(plan(2).encoderBytes(Mode.REVERSIBLE, BATCH) / 2);
  }

  @Test
  void standingMemoryIsTheWeightsFourTimes() {
    MemoryPlan plan = plan(2);
    assertThat(plan.standingBytes()).isEqualTo(4 * plan.weightBytes());
  }

  @Test
  void bfloat16AddsHalfTheWeights() {
    long more = plan(2, true).standingBytes() - plan(2, false).standingBytes();
    assertThat(more).isEqualTo(plan(2).weightBytes() / 2);
  }

  @Test
  void activationsGrowWithTheBatch() {
    BatchShape twice = new BatchShape(96, 32, 32);
    for (Mode mode : Mode.values()) {
      assertThat(plan(4).encoderBytes(mode, twice))
          .isEqualTo(2 * plan(4).encoderBytes(mode, BATCH));
    }
  }
}
