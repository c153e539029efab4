package org.translatenas.bilevel;

import java.util.function.DoubleBinaryOperator;

/** Arithmetic of what the search engine keeps in Java: for each node a row of numbers. */
public final class Rows {
  private Rows() {}

  /** A copy. */
  public static double[][] copy(double[][] a) {
    double[][] result = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i].clone();
    }
    return result;
  }

  /** Zeros in the shape of {@code a}. */
  public static double[][] zerosLike(double[][] a) {
    return combine(a, a, (x, y) -> 0);
  }

  /** Element by element. */
  public static double[][] combine(double[][] a, double[][] b, DoubleBinaryOperator operator) {
    double[][] result = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      result[i] = new double[a[i].length];
      for (int k = 0; k < a[i].length; k++) {
        result[i][k] = operator.applyAsDouble(a[i][k], b[i][k]);
      }
    }
    return result;
  }

  /** a + factor · b. */
  public static double[][] add(double[][] a, double factor, double[][] b) {
    return combine(a, b, (x, y) -> x + factor * y);
  }

  /** a − b. */
  public static double[][] subtract(double[][] a, double[][] b) {
    return combine(a, b, (x, y) -> x - y);
  }

  /** factor · a. */
  public static double[][] scale(double factor, double[][] a) {
    return combine(a, a, (x, y) -> factor * x);
  }

  /** Σ a·b over all rows. */
  public static double inner(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += inner(a[i], b[i]);
    }
    return sum;
  }

  /** Σ a·b. */
  public static double inner(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** log softmax of each row of factor · a. */
  public static double[][] logSoftmax(double factor, double[][] a) {
    double[][] result = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      result[i] = logSoftmax(factor, a[i]);
    }
    return result;
  }

  private static double[] logSoftmax(double factor, double[] a) {
    double max = Double.NEGATIVE_INFINITY;
    for (double value : a) {
      max = Math.max(max, factor * value);
    }
    double sum = 0;
    for (double value : a) {
      sum += Math.exp(factor * value - max);
    }
    double[] result = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      result[k] = factor * a[k] - max - Math.log(sum);
    }
    return result;
  }

  /** softmax of each row of factor · a. */
  public static double[][] softmax(double factor, double[][] a) {
    double[][] result = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      double max = Double.NEGATIVE_INFINITY;
      for (double value : a[i]) {
        max = Math.max(max, factor * value);
      }
      double sum = 0;
      result[i] = new double[a[i].length];
      for (int k = 0; k < a[i].length; k++) {
        result[i][k] = Math.exp(factor * a[i][k] - max);
        sum += result[i][k];
      }
      for (int k = 0; k < a[i].length; k++) {
        result[i][k] /= sum;
      }
    }
    return result;
  }

  /** Pulls a gradient with respect to p = softmax(x) back to x: p ∘ (g − ⟨g, p⟩). */
  public static double[][] softmaxBackward(double[][] p, double[][] gradient) {
    double[][] result = new double[p.length][];
    for (int i = 0; i < p.length; i++) {
      double inner = inner(p[i], gradient[i]);
      result[i] = new double[p[i].length];
      for (int k = 0; k < p[i].length; k++) {
        result[i][k] = p[i][k] * (gradient[i][k] - inner);
      }
    }
    return result;
  }

  /** Pulls a gradient with respect to log p, p = softmax(x), back to x: g − p Σ g. */
  public static double[][] logSoftmaxBackward(double[][] p, double[][] gradient) {
    double[][] result = new double[p.length][];
    for (int i = 0; i < p.length; i++) {
      double sum = 0;
      for (double g : gradient[i]) {
        sum += g;
      }
      result[i] = new double[p[i].length];
      for (int k = 0; k < p[i].length; k++) {
        result[i][k] = gradient[i][k] - p[i][k] * sum;
      }
    }
    return result;
  }
}
