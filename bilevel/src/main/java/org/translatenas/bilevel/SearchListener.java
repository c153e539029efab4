package org.translatenas.bilevel;

/** Hears how a search goes. */
@FunctionalInterface
public interface SearchListener {
  /** After every update. */
  void updated(SearchStep step);

  /**
   * Whether there shall be another update: asked before the first, and after each but the last. The
   * answer no ends the search early, with what it has.
   */
  default boolean goesOn() {
    return true;
  }

  /**
   * After each architecture that is scored at the end of a search that takes the best of several.
   *
   * @param done how many have been scored
   * @param count how many there are
   */
  default void scored(long done, long count) {}
}
