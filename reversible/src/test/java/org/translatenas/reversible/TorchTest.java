package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TorchTest {
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT32", "FLOAT64"})
  void norm(DataType type) {
    Scope.run(
        () -> {
          NDArray x = Torch.manager().create(new double[] {2, -3, 6}).toType(type, false);
          assertThat(Torch.norm(x)).isEqualTo(7);
          assertThat(Torch.norm(x.mul(0))).isZero();
        });
  }

  /** A single float32 sum of so many squares is wrong by a per cent, of ten times as many by 5. */
  @Test
  void normOfManyElements() {
    int count = 20_000_000;
    Scope.run(
        () -> {
          NDArray x = Torch.manager().full(new Shape(count), 0.1f, DataType.FLOAT32);
          double expected = 0.1f * Math.sqrt(count);
          assertThat(Torch.norm(x)).isCloseTo(expected, within(1e-4 * expected));
          assertThat((double) x.norm().getFloat()).isLessThan(0.995 * expected);
        });
  }
}
