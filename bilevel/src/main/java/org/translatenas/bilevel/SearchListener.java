package org.translatenas.bilevel;

/** Hears how a search goes. */
@FunctionalInterface
public interface SearchListener {
  /**
   * After every update.
   *
   * @return false to end the search early, with what it has
   */
  boolean updated(SearchStep step);

  /**
   * After each architecture that is scored at the end of a search that takes the best of several.
   *
   * @param done how many have been scored
   * @param count how many there are
   */
  default void scored(long done, long count) {}
}
