package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
  @ParameterizedTest
  @ValueSource(doubles = {0.004, 0.1, 0.3, 0.5, 0.7, 0.9})
  void keepsAtTheRealisedRate(double rate) {
    int size = 1_000_003;
    ByteBuffer bytes = ByteBuffer.allocate(size);
    int threshold = Noise.threshold(rate);
    Noise.fill(bytes, 42, threshold);
    long kept = 0;
    for (int i = 0; i < size; i++) {
      assertThat(bytes.get(i)).isBetween((byte) 0, (byte) 1);
      kept += bytes.get(i);
    }
    double p = threshold / 256.0;
    double standardError = Math.sqrt(p * (1 - p) / size);
    assertThat(1 - (double) kept / size).isBetween(p - 4 * standardError, p + 4 * standardError);
  }

  @Test
  void everyByteIsComparedWithTheThreshold() {
    for (int threshold : new int[] {1, 26, 77, 127, 128, 129, 200, 255}) {
      ByteBuffer bytes = ByteBuffer.allocate(4096);
      Noise.fill(bytes, 9, threshold);
      for (int i = 0; i < 4096; i++) {
        long word = Seeds.mix(9 + (i / 8) * Seeds.GAMMA);
        int random = (int) (word >>> (8 * (i % 8))) & 0xFF;
        assertThat(bytes.get(i)).isEqualTo((byte) (random >= threshold ? 1 : 0));
      }
    }
  }

  /** As a graphics card makes it; the arithmetic is the same on every device. */
  @Test
  void theKernelMakesTheSameMaskBitForBit() {
    long[][] shapes = {{1}, {7}, {8}, {3, 5, 11}, {2, 40, 13}};
    for (int threshold : new int[] {1, 26, 77, 127, 128, 129, 200, 255}) {
      for (long[] sizes : shapes) {
        Shape shape = new Shape(sizes);
        long key = Seeds.of(threshold, sizes);
        ByteBuffer expected = ByteBuffer.allocate((int) shape.size());
        Noise.fill(expected, key, threshold);
        Scope.run(
            () -> {
              NDArray mask = Noise.computed(shape, key, threshold);
              assertThat(mask.getDataType()).isEqualTo(DataType.INT8);
              assertThat(mask.getShape()).isEqualTo(shape);
              assertThat(mask.toByteArray()).isEqualTo(expected.array());
            });
      }
    }
  }

  @Test
  void aMaskIsReplayedAndAddressesDiffer() {
    Scope.run(
        () -> {
          Shape shape = new Shape(64, 5);
          Noise noise = Noise.of(3, 10).at(2).at(1);
          byte[] mask = noise.keep(shape, 0.5, 4).toByteArray();
          assertThat(noise.keep(shape, 0.5, 4).toByteArray()).isEqualTo(mask);
          assertThat(noise.keep(shape, 0.5, 5).toByteArray()).isNotEqualTo(mask);
          assertThat(Noise.of(3, 11).at(2).at(1).keep(shape, 0.5, 4).toByteArray())
              .isNotEqualTo(mask);
          assertThat(Noise.of(3, 10).at(1).at(2).keep(shape, 0.5, 4).toByteArray())
              .isNotEqualTo(mask);
        });
  }

  @Test
  void noNoiseDropsNothing() {
    Scope.run(() -> assertThat(Noise.NONE.keep(new Shape(4), 0.5, 0).size()).isZero());
  }
}
