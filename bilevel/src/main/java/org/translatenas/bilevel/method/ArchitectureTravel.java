package org.translatenas.bilevel.method;

/**
 * How far α moves in a search: the sum of its learning rate over its steps. A step of Adam is about
 * as long as the rate, so it is this sum, and not the rate, in which searches of other lengths and
 * methods are alike; Zhao et al. 2021 have 3e-4 × 30,000 = 9.
 *
 * @param steps of α, at least 1
 * @param meanShare of the rate at the start, in the mean over these steps
 */
public record ArchitectureTravel(double steps, double meanShare) {
  /**
   * Of one search.
   *
   * @param parts of its method, none of them null
   * @param finalRateShare of the rate at the end, along a cosine
   * @param updates of the weights
   * @param warmupUpdates of them before the first step of α
   */
  public static ArchitectureTravel of(
      MethodParts parts, double finalRateShare, long updates, long warmupUpdates) {
    double steps = (updates - warmupUpdates) * EvaluationCost.of(parts).architectureSteps();
    // A search that is all warm-up moves α not at all; any share will do, but not 0 / 0.
    double unused = Math.min(0.99, (double) warmupUpdates / updates);
    // The mean of (1 + cos πx) / 2 from x = unused to 1.
    double sine = Math.sin(Math.PI * unused) / (Math.PI * (1 - unused));
    return new ArchitectureTravel(
        Math.max(1, steps), finalRateShare + (1 - finalRateShare) / 2 * (1 - sine));
  }

  /** The rate at the start with which α moves so far. */
  public double rate(double travel) {
    return travel / (steps * meanShare);
  }

  /** How far α moves with so much of a rate at the start. */
  public double travel(double rate) {
    return rate * steps * meanShare;
  }
}
