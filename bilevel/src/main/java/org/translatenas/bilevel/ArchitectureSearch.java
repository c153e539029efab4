package org.translatenas.bilevel;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A search method: trains a supernet and returns one candidate for each node. */
public interface ArchitectureSearch {
  /**
   * Runs the whole search.
   *
   * @param weightBatches batches that train the weights, without end
   * @param architectureBatches batches that judge architectures, without end
   * @param checkpoints what the search begins with, and where its state goes
   * @param listener hears of every update; where it answers false the search ends early, with what
   *     it has
   * @return for each node the index of its candidate
   */
  <B> List<Integer> run(
      Supernet<B> supernet,
      Supplier<B> weightBatches,
      Supplier<B> architectureBatches,
      SearchCheckpoints checkpoints,
      Predicate<SearchStep> listener);
}
