package org.translatenas.bilevel.discrete;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.translatenas.bilevel.Rows;

/**
 * DARTS's rule for cells, whose searched nodes are edges: at each node of the cell the k edges with
 * the largest weight of any operation but {@code excluded}, each with that operation (Liu,
 * Simonyan, Yang 2019, section 2.4). RL-DARTS's "top predecessors" are the same rule with its Zero
 * excluded.
 *
 * @param edges for each node of the cell its incoming edges, as indices of searched nodes
 * @param keep k; a node with fewer edges keeps all
 * @param excluded index of the operation "none" in each edge; −1 where it counts too, as in
 *     DARTS-PRIME's code
 */
public record TopEdges(List<List<Integer>> edges, int keep, int excluded) implements Discretiser {
  @Override
  public double[][] discretise(double[][] mixing) {
    double[][] result = Rows.zerosLike(mixing);
    for (List<Integer> incoming : edges) {
      incoming.stream()
          .sorted(Comparator.comparingDouble(edge -> -largest(mixing[edge])))
          .limit(keep)
          .forEach(edge -> result[edge][Argmax.best(mixing[edge], excluded)] = 1);
    }
    return result;
  }

  private double largest(double[] row) {
    return IntStream.range(0, row.length)
        .filter(k -> k != excluded)
        .mapToDouble(k -> row[k])
        .max()
        .orElseThrow();
  }
}
