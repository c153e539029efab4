package org.translatenas.bilevel.method;

import java.util.function.Supplier;
import org.translatenas.bilevel.SearchCheckpoints;
import org.translatenas.bilevel.SearchListener;
import org.translatenas.bilevel.SearchResult;
import org.translatenas.bilevel.SearchSettings;
import org.translatenas.bilevel.Supernet;

/**
 * A search by any {@link SearchMethod}: trains a supernet and chooses one candidate for each node.
 */
public final class BilevelSearch {
  private final SearchMethod method;
  private final SearchSettings settings;

  /** A search by {@code method}, which serves this search alone. */
  public BilevelSearch(SearchMethod method, SearchSettings settings) {
    this.method = method;
    this.settings = settings;
  }

  /**
   * Runs the whole search.
   *
   * @param weightBatches batches that train the weights, without end
   * @param architectureBatches batches that judge architectures, without end; asked for none where
   *     the method reads none
   * @param checkpoints what the search begins with, and where its state goes
   * @param listener hears of every update, and may end the search
   */
  public <B> SearchResult run(
      Supernet<B> supernet,
      Supplier<B> weightBatches,
      Supplier<B> architectureBatches,
      SearchCheckpoints checkpoints,
      SearchListener listener) {
    try (SearchLoop<B> loop =
        new SearchLoop<>(method, settings, supernet, weightBatches, architectureBatches)) {
      return loop.run(checkpoints, listener);
    }
  }
}
