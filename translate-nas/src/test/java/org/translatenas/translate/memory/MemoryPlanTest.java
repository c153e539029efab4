package org.translatenas.translate.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.StackSettings.Mode;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.model.ModelSizes;

class MemoryPlanTest {
  private static final BatchShape BATCH = new BatchShape(48, 32, 32);
  private static final SearchSpace SPACE =
      new SearchSpace(2, 3, 2, Pooling.AVERAGE, NormPlacement.PRE);

  private static MemoryPlan plan(int layers) {
    return plan(layers, false);
  }

  private static MemoryPlan plan(int layers, boolean mixed) {
    ModelSizes sizes = new ModelSizes(192, 240, 0, 4, layers, layers, 0.1, 0, 0);
    return new MemoryPlan(SPACE, sizes, 8000, mixed);
  }

  @Test
  void aReversibleStackIsFlatInDepth() {
    assertThat(plan(24).encoderBytes(Mode.REVERSIBLE, BATCH))
        .isEqualTo(plan(2).encoderBytes(Mode.REVERSIBLE, BATCH));
    assertThat(plan(24).activationBytes(Mode.REVERSIBLE, BATCH))
        .isEqualTo(plan(2).activationBytes(Mode.REVERSIBLE, BATCH));
  }

  @Test
  void aStoredStackGrowsByALayerEachTime() {
    long two = plan(2).encoderBytes(Mode.STORED, BATCH);
    long four = plan(4).encoderBytes(Mode.STORED, BATCH);
    long six = plan(6).encoderBytes(Mode.STORED, BATCH);
    assertThat(six - four).isEqualTo(four - two);
    assertThat(two).isGreaterThan(plan(2).encoderBytes(Mode.REVERSIBLE, BATCH));
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
