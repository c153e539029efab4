package org.translatenas.bilevel.objective;

/** Gaussian elimination with pivoting. */
final class LinearSystem {
  private LinearSystem() {}

  /**
   * Solves M x = y.
   *
   * @param augmented M with y as its last column; used up
   */
  static double[] solve(double[][] augmented) {
    int size = augmented.length;
    for (int column = 0; column < size; column++) {
      int pivot = column;
      for (int row = column + 1; row < size; row++) {
        if (Math.abs(augmented[row][column]) > Math.abs(augmented[pivot][column])) {
          pivot = row;
        }
      }
      double[] swap = augmented[pivot];
      augmented[pivot] = augmented[column];
      augmented[column] = swap;
      if (augmented[column][column] == 0) {
        throw new IllegalArgumentException("the system is singular");
      }
      for (int row = 0; row < size; row++) {
        double factor = row == column ? 0 : augmented[row][column] / augmented[column][column];
        for (int k = column; k <= size && factor != 0; k++) {
          augmented[row][k] -= factor * augmented[column][k];
        }
      }
    }
    double[] x = new double[size];
    for (int row = 0; row < size; row++) {
      x[row] = augmented[row][size] / augmented[row][row];
    }
    return x;
  }
}
