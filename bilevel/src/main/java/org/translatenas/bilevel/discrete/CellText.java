package org.translatenas.bilevel.discrete;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a cell whose every edge has one operation, as NAS-Bench-201 writes it: nodes from the
 * first on, for each its predecessors, {@code |op~0|+|op~0|op~1|+|op~0|op~1|op~2|}.
 */
public final class CellText {
  private CellText() {}

  /**
   * Writes a cell.
   *
   * @param operations of the edges 1←0; 2←0, 2←1; 3←0, …
   */
  public static String write(List<String> operations) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int node = 1; at < operations.size(); node++) {
      text.append(node == 1 ? "|" : "+|");
      for (int from = 0; from < node; from++) {
        text.append(operations.get(at++)).append('~').append(from).append('|');
      }
    }
    return text.toString();
  }

  /** Reads what {@link #write} writes: the operations of the edges in order. */
  public static List<String> read(String text) {
    List<String> operations = new ArrayList<>();
    String[] nodes = text.split("\\+", -1);
    for (int node = 0; node < nodes.length; node++) {
      String inner = nodes[node];
      String[] edges =
          inner.length() > 2 && inner.startsWith("|") && inner.endsWith("|")
              ? inner.substring(1, inner.length() - 1).split("\\|", -1)
              : new String[0];
      if (edges.length != node + 1) {
        throw new IllegalArgumentException(
            "node %d of the cell has %d edges, not %d: %s"
                .formatted(node + 1, edges.length, node + 1, text));
      }
      for (int from = 0; from < edges.length; from++) {
        String suffix = "~" + from;
        if (!edges[from].endsWith(suffix) || edges[from].length() == suffix.length()) {
          throw new IllegalArgumentException(
              "edge %s of node %d does not end in %s: %s"
                  .formatted(edges[from], node + 1, suffix, text));
        }
        operations.add(edges[from].substring(0, edges[from].length() - suffix.length()));
      }
    }
    return operations;
  }
}
