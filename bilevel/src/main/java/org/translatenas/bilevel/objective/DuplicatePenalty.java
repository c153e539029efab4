package org.translatenas.bilevel.objective;

import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.discrete.PairedSelectors;

/**
 * UNAS's penalty of a cell's node that takes the same input through the same operation twice:
 * Σ_{j,o} A₀[j,o] · A₁[j,o] over its two tables, A_r[j,o] = input_r[j] · operation_r[o].
 *
 * @param weight the paper's code has 0.2
 */
public record DuplicatePenalty(double weight, PairedSelectors selectors) implements Penalty {
  @Override
  public double value(double[][] mixing, double progress) {
    double sum = 0;
    for (PairedSelectors.Cell cell : selectors.cells()) {
      sum +=
          Rows.inner(mixing[cell.input0()], mixing[cell.input1()])
              * Rows.inner(mixing[cell.operation0()], mixing[cell.operation1()]);
    }
    return weight * sum;
  }

  @Override
  public double[][] gradient(double[][] mixing, double progress) {
    double[][] result = Rows.zerosLike(mixing);
    for (PairedSelectors.Cell cell : selectors.cells()) {
      double inputs = weight * Rows.inner(mixing[cell.input0()], mixing[cell.input1()]);
      double operations = weight * Rows.inner(mixing[cell.operation0()], mixing[cell.operation1()]);
      add(result[cell.input0()], operations, mixing[cell.input1()]);
      add(result[cell.input1()], operations, mixing[cell.input0()]);
      add(result[cell.operation0()], inputs, mixing[cell.operation1()]);
      add(result[cell.operation1()], inputs, mixing[cell.operation0()]);
    }
    return result;
  }

  private static void add(double[] to, double factor, double[] from) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * from[k];
    }
  }
}
