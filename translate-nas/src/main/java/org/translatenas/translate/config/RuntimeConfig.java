package org.translatenas.translate.config;

import org.translatenas.training.config.Default;

/**
 * Section {@code runtime}: the machine and the seed.
 *
 * @param seed root of all random streams
 * @param threads that one operator may use; 0: as many as there are cores
 * @param prefetchBatches made ahead of the step
 * @param memoryBudget MiB that a process may take, for the largest batch that {@code search
 *     --dry-run} names; 0: as much as the machine has
 */
public record RuntimeConfig(
    @Default("1") long seed,
    @Default("0") int threads,
    @Default("4") int prefetchBatches,
    @Default("0") long memoryBudget) {
  /** Checks the ranges. */
  public RuntimeConfig {
    Ranges.atLeast("threads", threads, 0);
    Ranges.atLeast("prefetchBatches", prefetchBatches, 0);
    Ranges.atLeast("memoryBudget", memoryBudget, 0);
  }
}
