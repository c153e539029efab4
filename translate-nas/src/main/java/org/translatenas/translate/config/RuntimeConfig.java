package org.translatenas.translate.config;

import org.translatenas.training.config.Default;

/**
 * Section {@code runtime}: the machine and the seed.
 *
 * @param seed root of all random streams
 * @param threads that one operator may use; 0: as many as there are cores
 * @param prefetchBatches made ahead of the step
 * @param memoryBudget MiB that a process may take: {@code search} warns if it needs more, and
 *     {@code search --dry-run} says what fits; 0: as much as the machine has
 * @param precision of the big matrix products; everything else is float32, but for the residual
 *     streams of bfloat16 runs, which may be float64
 * @param forcePrecision takes bfloat16, where that is asked for, however slow it is
 */
public record RuntimeConfig(
    @Default("1") long seed,
    @Default("0") int threads,
    @Default("4") int prefetchBatches,
    @Default("0") long memoryBudget,
    @Default("auto") Format precision,
    @Default("false") boolean forcePrecision) {
  /** What the big matrix products are made in. */
  public enum Format {
    FLOAT32,
    /** Refused where it takes more than four fifths of float32's time, unless forced. */
    BFLOAT16,
    /** bfloat16 where a trial shows it to take at most four fifths; in decoding float32. */
    AUTO
  }

  /** Checks the ranges. */
  public RuntimeConfig {
    Ranges.atLeast("threads", threads, 0);
    Ranges.atLeast("prefetchBatches", prefetchBatches, 0);
    Ranges.atLeast("memoryBudget", memoryBudget, 0);
  }

  /**
   * The same for decoding, where auto is float32: the products of a step are so small that bfloat16
   * makes none of them faster, and a translation depends less on what it shares a batch with.
   */
  public RuntimeConfig forDecoding() {
    return precision == Format.AUTO ? with(Format.FLOAT32) : this;
  }

  /** The same with another {@code precision}. */
  public RuntimeConfig with(Format precision) {
    return new RuntimeConfig(
        seed, threads, prefetchBatches, memoryBudget, precision, forcePrecision);
  }
}
