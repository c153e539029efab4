package org.translatenas.translate.score;

/**
 * Random numbers as NumPy's {@code default_rng(seed)} draws them, so that samples are those of
 * sacreBLEU: PCG64 (O'Neill: PCG: A Family of Simple Fast Space-Efficient Statistically Good
 * Algorithms for Random Number Generation, 2014; XSL-RR 128/64), seeded by NumPy's {@code
 * SeedSequence}, and whole numbers below a limit after Lemire (Fast Random Integer Generation in an
 * Interval, 2019).
 */
final class NumpyGenerator {
  private static final int POOL = 4;
  private static final int SHIFT = 16;
  private static final long MULTIPLIER_HIGH = 2549297995355413924L;
  private static final long MULTIPLIER_LOW = 4865540595714422341L;
  private static final long UNSIGNED_INT = 0xFFFFFFFFL;

  private long high;
  private long low;
  private final long incrementHigh;
  private final long incrementLow;

  private int spare;
  private boolean hasSpare;
  private int bits;
  private int bitsLeft;

  /** A generator with a seed of 0 or more. */
  NumpyGenerator(long seed) {
    long[] words = words(pool(seed));
    incrementHigh = words[2] << 1 | words[3] >>> 63;
    incrementLow = words[3] << 1 | 1;
    step();
    long sum = low + words[1];
    high += words[0] + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
    step();
  }

  /** What SeedSequence makes of a seed. */
  private static int[] pool(long seed) {
    int[] pool = {(int) seed, (int) (seed >>> Integer.SIZE), 0, 0};
    int hash = 0x43b0d7e5;
    for (int i = 0; i < POOL; i++) {
      int value = pool[i] ^ hash;
      hash *= 0x931e8875;
      value *= hash;
      pool[i] = value ^ value >>> SHIFT;
    }
    for (int from = 0; from < POOL; from++) {
      for (int to = 0; to < POOL; to++) {
        if (from != to) {
          int value = pool[from] ^ hash;
          hash *= 0x931e8875;
          value *= hash;
          value ^= value >>> SHIFT;
          int mixed = 0xca01f9dd * pool[to] - 0x4973f715 * value;
          pool[to] = mixed ^ mixed >>> SHIFT;
        }
      }
    }
    return pool;
  }

  private static long[] words(int[] pool) {
    long[] words = new long[POOL];
    int hash = 0x8b51f9dd;
    for (int i = 0; i < 2 * POOL; i++) {
      int value = pool[i % POOL] ^ hash;
      hash *= 0x58f38ded;
      value *= hash;
      value ^= value >>> SHIFT;
      words[i / 2] |= (value & UNSIGNED_INT) << Integer.SIZE * (i % 2);
    }
    return words;
  }

  private void step() {
    long productLow = low * MULTIPLIER_LOW;
    long productHigh =
        multiplyHigh(low, MULTIPLIER_LOW) + high * MULTIPLIER_LOW + low * MULTIPLIER_HIGH;
    low = productLow + incrementLow;
    high = productHigh + incrementHigh + (Long.compareUnsigned(low, productLow) < 0 ? 1 : 0);
  }

  /** The upper half of the product of unsigned numbers. */
  private static long multiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
  }

  private long nextLong() {
    step();
    return Long.rotateRight(high ^ low, (int) (high >>> 58));
  }

  private int nextInt() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    long next = nextLong();
    spare = (int) (next >>> Integer.SIZE);
    hasSpare = true;
    return (int) next;
  }

  /** A whole number from 0 to below {@code limit}: {@code integers(limit)}. */
  int below(int limit) {
    if (limit == 1) {
      return 0;
    }
    long product = (nextInt() & UNSIGNED_INT) * limit;
    if ((product & UNSIGNED_INT) < limit) {
      long threshold = (UNSIGNED_INT - (limit - 1)) % limit;
      while ((product & UNSIGNED_INT) < threshold) {
        product = (nextInt() & UNSIGNED_INT) * limit;
      }
    }
    return (int) (product >>> Integer.SIZE);
  }

  /** One of two: {@code integers(2, dtype=bool)}. */
  boolean nextBoolean() {
    if (bitsLeft == 0) {
      bits = nextInt();
      bitsLeft = Integer.SIZE;
    } else {
      bits >>>= 1;
    }
    bitsLeft--;
    return (bits & 1) != 0;
  }
}
