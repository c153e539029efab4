package org.translatenas.bilevel;

import java.util.List;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.training.optimiser.Adam;

/**
 * Keeps the state of a search between processes. Everything else that a method needs is a function
 * of its settings and of the number of updates made, so a search that goes on equals one that was
 * never stopped, bit for bit.
 */
public interface SearchCheckpoints {
  /** Keeps nothing. */
  SearchCheckpoints NONE =
      new SearchCheckpoints() {
        @Override
        public long restore(List<Part> parts, List<Memory> memories) {
          return 0;
        }

        @Override
        public void after(long update, boolean ends, List<Part> parts, List<Memory> memories) {}
      };

  /**
   * A part of the state.
   *
   * @param name for files
   */
  record Part(String name, ParameterSet parameters, Adam optimiser) {}

  /**
   * Fills {@code parts} and {@code memories} with what was kept and returns the updates made; 0 for
   * a new search.
   */
  long restore(List<Part> parts, List<Memory> memories);

  /**
   * Hears of each update when it is complete, and may keep the state.
   *
   * @param ends whether it is the last
   */
  void after(long update, boolean ends, List<Part> parts, List<Memory> memories);

  /**
   * The scores that were kept of the first architectures drawn at the end of a search of so many
   * updates, in the order of the draws.
   */
  default List<Double> scores(long updates) {
    return List.of();
  }

  /** Hears of the score of the next such architecture, and may keep it. */
  default void scored(long updates, double score) {}
}
