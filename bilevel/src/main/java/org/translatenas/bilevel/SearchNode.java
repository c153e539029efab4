package org.translatenas.bilevel;

import java.util.List;

/**
 * A node whose operation is searched.
 *
 * @param name unique in its space
 * @param candidates the names of its operations, in the order of its architecture parameters
 */
public record SearchNode(String name, List<String> candidates) {
  /** Checks that there is a choice. */
  public SearchNode {
    if (candidates.size() < 2) {
      throw new IllegalArgumentException(name + " has nothing to choose from");
    }
    candidates = List.copyOf(candidates);
  }
}
