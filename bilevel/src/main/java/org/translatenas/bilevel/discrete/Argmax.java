package org.translatenas.bilevel.discrete;

import java.util.List;
import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.SearchNode;

/**
 * At each node (or layer, or selector) the candidate with the largest weight, of equal ones the
 * first. NAS-Bench-201, SNAS and ProxylessNAS let it be any; others leave one out.
 *
 * @param excluded for each node the index of the candidate that is never taken; −1 for none
 */
public record Argmax(List<Integer> excluded) implements Discretiser {
  /** Any candidate may be taken. */
  public static Argmax ofAll(List<SearchNode> nodes) {
    return new Argmax(nodes.stream().map(node -> -1).toList());
  }

  /** Candidates called {@code name} are never taken. */
  public static Argmax without(List<SearchNode> nodes, String name) {
    return new Argmax(nodes.stream().map(node -> node.candidates().indexOf(name)).toList());
  }

  @Override
  public double[][] discretise(double[][] mixing) {
    double[][] result = Rows.zerosLike(mixing);
    for (int node = 0; node < mixing.length; node++) {
      result[node][best(mixing[node], excluded.get(node))] = 1;
    }
    return result;
  }

  static int best(double[] row, int excluded) {
    int best = -1;
    for (int k = 0; k < row.length; k++) {
      if (k != excluded && (best < 0 || row[k] > row[best])) {
        best = k;
      }
    }
    return best;
  }
}
