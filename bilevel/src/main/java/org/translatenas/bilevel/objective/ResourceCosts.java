package org.translatenas.bilevel.objective;

/**
 * What each candidate costs, for each node a row: plain counts, larger than 1 where they count.
 *
 * @param parameters numbers trained
 * @param operations multiply–adds on one example
 * @param memory numbers read and written on one example
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ResourceCosts(double[][] parameters, double[][] operations, double[][] memory) {
  double[][][] all() {
    return new double[][][] {parameters, operations, memory};
  }
}
