package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Masks of different addresses, and the places of one mask, have nothing to do with each other. The
 * bounds are four standard errors, which true randomness passes once in 16,000 draws: hence fixed
 * seeds.
 */
class NoiseIndependenceTest {
  private static final int SIZE = 1 << 16;
  private static final int HALF = 128;

  /** Any key and rate: the share of what is dropped is t/256 within four standard errors. */
  @Property(tries = 200, seed = "1")
  void dropsAtTheRealisedRate(
      @ForAll long key, @ForAll @DoubleRange(min = 0, max = 0.9999) @Scale(4) double rate) {
    int threshold = Noise.threshold(rate);
    assertThat(threshold / 256.0).isBetween(rate - 1.0 / 256, rate + 1.0 / 512);
    double p = threshold / 256.0;
    double dropped = 1 - mean(mask(key, threshold));
    double error = Math.sqrt(p * (1 - p) / SIZE);
    assertThat(dropped).isBetween(p - 4 * error, p + 4 * error);
  }

  /** The count of bytes that one word drops varies as eight independent bytes do. */
  @Property(tries = 50, seed = "2")
  void theEightBytesOfAWordAreIndependent(
      @ForAll long key, @ForAll @IntRange(min = 16, max = 240) int threshold) {
    byte[] mask = mask(key, threshold);
    int words = SIZE / 8;
    double sum = 0;
    double squares = 0;
    for (int word = 0; word < words; word++) {
      int kept = 0;
      for (int i = 0; i < 8; i++) {
        kept += mask[8 * word + i];
      }
      sum += kept;
      squares += (double) kept * kept;
    }
    double variance = squares / words - (sum / words) * (sum / words);
    double p = threshold / 256.0;
    double expected = 8 * p * (1 - p);
    // Fourth central moment of a binomial count, for the standard error of a variance.
    double fourth = expected * (1 + 3 * (8 - 2) * p * (1 - p));
    double error = Math.sqrt((fourth - expected * expected) / words);
    assertThat(variance).isBetween(expected - 4 * error, expected + 4 * error);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 16, 64, 512, 4096})
  void placesOfAMaskAreIndependent(int lag) {
    byte[] mask = mask(Seeds.of(3, 1), HALF);
    byte[] first = new byte[SIZE - lag];
    byte[] second = new byte[SIZE - lag];
    System.arraycopy(mask, 0, first, 0, first.length);
    System.arraycopy(mask, lag, second, 0, second.length);
    assertUncorrelated(first, second);
  }

  /**
   * The root is a stream's seed, as in training: {@link Seeds#of} is symmetric in a root and its
   * first part, so small roots beside small parts would collide.
   */
  private static long root(int seed) {
    return Seeds.named(seed, "dropout");
  }

  /** Steps, layers, sub-functions, operations and sites, each beside its neighbours. */
  @Test
  void masksOfNeighbouringAddressesAreIndependent() {
    byte[] here = mask(root(5), 40, 2, 1, 3, 0);
    assertUncorrelated(here, mask(root(6), 40, 2, 1, 3, 0));
    assertUncorrelated(here, mask(root(5), 41, 2, 1, 3, 0));
    assertUncorrelated(here, mask(root(5), 40, 3, 1, 3, 0));
    assertUncorrelated(here, mask(root(5), 40, 2, 0, 3, 0));
    assertUncorrelated(here, mask(root(5), 40, 2, 1, 4, 0));
    assertUncorrelated(here, mask(root(5), 40, 2, 1, 3, 1));
    assertUncorrelated(here, mask(root(40), 5, 2, 1, 3, 0));
    assertUncorrelated(here, mask(root(5), 40, 1, 2, 3, 0));
    assertUncorrelated(here, mask(root(5), 40, 2, 3, 1, 0));
  }

  /**
   * Keys a few increments apart would give one mask moved by a few words: no address may be such a
   * neighbour of another.
   */
  @Test
  void noMaskIsAnotherMovedByAFewWords() {
    byte[][] masks = new byte[64][];
    for (int i = 0; i < masks.length; i++) {
      masks[i] = mask(root(1), i / 32, i / 8 % 4, i / 4 % 2, 0, i % 4);
    }
    int length = SIZE / 2;
    for (int i = 0; i < masks.length; i++) {
      for (int j = 0; j < masks.length; j++) {
        for (int words = 0; i != j && words < 16; words++) {
          int same = Arrays.mismatch(masks[i], 0, length, masks[j], 8 * words, 8 * words + length);
          assertThat(same).isBetween(0, 63);
        }
      }
    }
  }

  /** A mask as an operation of a node asks for it. */
  private static byte[] mask(long root, long step, long layer, long k, long operation, int site) {
    byte[][] mask = new byte[1][];
    Noise noise = Noise.of(root, step).at(layer).at(k).at(operation);
    Scope.run(() -> mask[0] = noise.keep(new Shape(SIZE), 0.5, site).toByteArray());
    return mask[0];
  }

  private static byte[] mask(long key, int threshold) {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE);
    Noise.fill(bytes, key, threshold);
    byte[] mask = new byte[SIZE];
    bytes.get(0, mask);
    return mask;
  }

  private static double mean(byte[] mask) {
    double sum = 0;
    for (byte kept : mask) {
      sum += kept;
    }
    return sum / mask.length;
  }

  /** The sample correlation of independent bits has a standard error of 1/√n. */
  private static void assertUncorrelated(byte[] a, byte[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB);
    }
    double correlation = sum / a.length / Math.sqrt(variance(meanA) * variance(meanB));
    assertThat(Math.abs(correlation)).isLessThan(4 / Math.sqrt((double) a.length));
  }

  private static double variance(double mean) {
    return mean * (1 - mean);
  }
}
