package org.translatenas.translate.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import org.junit.jupiter.api.Test;
import org.translatenas.reversible.Scope;

class PositionPoolTest {
  private static final float NONE = Float.NEGATIVE_INFINITY;

  @Test
  void hypothesesShareWhatTheyHaveInCommonAndSlotsAreUsedAgain() {
    PositionPool pool = new PositionPool(1, 1);
    pool.advance();
    expect(pool, new long[] {0}, 0);
    pool.reorder(new int[] {0, 0}, 2);
    pool.advance();
    expect(pool, new long[] {1, 2}, 0, 0, NONE, 0, NONE, 0);
    // Both continue the second: the first's slot is free again.
    pool.reorder(new int[] {1, 1}, 2);
    pool.advance();
    expect(pool, new long[] {1, 3}, 0, 0, 0, NONE, 0, NONE, 0, 0);
  }

  @Test
  void eachSentenceHasAPoolOfItsOwn() {
    PositionPool pool = new PositionPool(4, 2);
    pool.advance();
    expect(pool, new long[] {0, 1, 0, 1}, 0, NONE, NONE, 0, 0, NONE, NONE, 0);
    pool.reorder(new int[] {2, 2}, 2);
    pool.advance();
    expect(pool, new long[] {1, 2}, 0, 0, NONE, 0, NONE, 0);
  }

  @Test
  void thePoolGrowsByDoubling() {
    PositionPool pool = new PositionPool(1, 1);
    for (int i = 0; i < 17; i++) {
      pool.advance();
    }
    assertThat(pool.capacity()).isEqualTo(32);
  }

  private static void expect(PositionPool pool, long[] newest, float... mask) {
    Scope.run(
        () -> {
          assertThat(pool.newest().toLongArray()).containsExactly(newest);
          assertThat(pool.mask(DataType.FLOAT32).toFloatArray()).containsExactly(mask);
        });
  }
}
