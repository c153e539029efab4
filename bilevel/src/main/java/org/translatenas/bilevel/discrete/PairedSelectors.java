package org.translatenas.bilevel.discrete;

import java.util.List;
import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.SearchNode;

/**
 * UNAS's code of a cell: each node of the cell has two input selectors and two operation selectors,
 * four searched nodes; it computes the sum of operation_r applied to input_r, r = 0, 1.
 * Discretised, each selector takes its largest; the same input may be taken twice.
 *
 * @param cells the selectors of each node of the cell
 */
public record PairedSelectors(List<Cell> cells) implements Discretiser {
  /** The indices of one node's selectors among the searched nodes. */
  public record Cell(int input0, int operation0, int input1, int operation1) {}

  @Override
  public double[][] discretise(double[][] mixing) {
    double[][] result = Rows.zerosLike(mixing);
    for (int node = 0; node < mixing.length; node++) {
      result[node][Argmax.best(mixing[node], -1)] = 1;
    }
    return result;
  }

  /** A₀ + A₁ of one node: the weight of each operation (column) on each input (row). */
  public double[][] table(Cell cell, double[][] mixing) {
    double[][] result = new double[mixing[cell.input0()].length][mixing[cell.operation0()].length];
    for (int j = 0; j < result.length; j++) {
      for (int o = 0; o < result[j].length; o++) {
        result[j][o] =
            mixing[cell.input0()][j] * mixing[cell.operation0()][o]
                + mixing[cell.input1()][j] * mixing[cell.operation1()][o];
      }
    }
    return result;
  }

  /**
   * The cell's nodes as text, {@code inputs|operations} of each, like UNAS's {@code 00|40}.
   *
   * @param nodes the searched nodes, for the operations' names
   */
  public String text(List<SearchNode> nodes, double[][] mixing) {
    StringBuilder text = new StringBuilder();
    for (Cell cell : cells) {
      text.append('[')
          .append(Argmax.best(mixing[cell.input0()], -1))
          .append(' ')
          .append(Argmax.best(mixing[cell.input1()], -1))
          .append('|')
          .append(name(nodes, cell.operation0(), mixing))
          .append(' ')
          .append(name(nodes, cell.operation1(), mixing))
          .append(']');
    }
    return text.toString();
  }

  private static String name(List<SearchNode> nodes, int node, double[][] mixing) {
    return nodes.get(node).candidates().get(Argmax.best(mixing[node], -1));
  }
}
