package org.translatenas.bilevel;

/** A = softmax(α), node by node (Liu, Simonyan, Yang 2019, equation 2). */
public final class SoftmaxRelaxation {
  private SoftmaxRelaxation() {}

  /** A for every node. */
  public static double[][] forward(double[][] alpha) {
    double[][] mixing = new double[alpha.length][];
    for (int node = 0; node < alpha.length; node++) {
      mixing[node] = softmax(alpha[node]);
    }
    return mixing;
  }

  /** Pulls the gradient with respect to A back to α: A ∘ (g − ⟨g, A⟩). */
  public static double[][] backward(double[][] mixing, double[][] gradient) {
    double[][] result = new double[mixing.length][];
    for (int node = 0; node < mixing.length; node++) {
      double[] a = mixing[node];
      double inner = 0;
      for (int i = 0; i < a.length; i++) {
        inner += a[i] * gradient[node][i];
      }
      result[node] = new double[a.length];
      for (int i = 0; i < a.length; i++) {
        result[node][i] = a[i] * (gradient[node][i] - inner);
      }
    }
    return result;
  }

  private static double[] softmax(double[] alpha) {
    double max = Double.NEGATIVE_INFINITY;
    for (double value : alpha) {
      max = Math.max(max, value);
    }
    double[] result = new double[alpha.length];
    double sum = 0;
    for (int i = 0; i < alpha.length; i++) {
      result[i] = Math.exp(alpha[i] - max);
      sum += result[i];
    }
    for (int i = 0; i < alpha.length; i++) {
      result[i] /= sum;
    }
    return result;
  }
}
