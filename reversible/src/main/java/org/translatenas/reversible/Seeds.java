package org.translatenas.reversible;

/**
 * Named random streams from one root seed, by SplitMix64's mixing function (Steele, Lea, Flood:
 * Fast Splittable Pseudorandom Number Generators, OOPSLA 2014). Nothing here has state: the same
 * root and the same parts give the same seed in every run and thread.
 */
public final class Seeds {
  /** SplitMix64's golden-ratio increment. */
  public static final long GAMMA = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /**
   * SplitMix64's finaliser: a bijection of 64-bit words in which every input bit reaches every
   * output bit.
   */
  public static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * The seed of the position {@code parts} (a step, a layer, a site, …) under {@code root}. Root
   * and first part count alike, so a root should be a seed from here or from {@link #named}: of two
   * small numbers, such as a seed that a person gave and a line, (1, 2) and (2, 1) give the same.
   */
  public static long of(long root, long... parts) {
    long key = mix(root + GAMMA);
    for (long part : parts) {
      key = mix(key ^ mix(part + GAMMA));
    }
    return key;
  }

  /**
   * The seed of the stream called {@code name} ("data-order", "initialisation", …) under {@code
   * root}.
   */
  public static long named(long root, String name) {
    long key = mix(root + GAMMA);
    for (int i = 0; i < name.length(); i++) {
      key = mix(key ^ (name.charAt(i) + GAMMA));
    }
    return key;
  }
}
