package org.translatenas.bilevel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What can be said of mixing weights A, and ways to choose one candidate a node. */
public final class Mixtures {
  private Mixtures() {}

  /** For each node the candidate with the largest weight; of equal ones the first. */
  public static List<Integer> argmax(double[][] mixing) {
    List<Integer> choices = new ArrayList<>();
    for (double[] node : mixing) {
      int best = 0;
      for (int i = 1; i < node.length; i++) {
        if (node[i] > node[best]) {
          best = i;
        }
      }
      choices.add(best);
    }
    return choices;
  }

  /** For each row of zeros with at most one 1 where that is; −1 for a row of zeros. */
  public static List<Integer> choices(double[][] discrete) {
    List<Integer> choices = new ArrayList<>();
    for (double[] node : discrete) {
      int at = -1;
      for (int k = 0; k < node.length; k++) {
        at = node[k] == 1 ? k : at;
      }
      choices.add(at);
    }
    return choices;
  }

  /** A row of zeros for each node, as long as it has candidates. */
  public static double[][] shape(List<SearchNode> nodes) {
    return nodes.stream()
        .map(node -> new double[node.candidates().size()])
        .toArray(double[][]::new);
  }

  /** Rows in the shape of {@code shape} with 1 at each choice and 0 elsewhere. */
  public static double[][] oneHot(double[][] shape, List<Integer> choices) {
    double[][] mixing = Rows.zerosLike(shape);
    for (int node = 0; node < mixing.length; node++) {
      mixing[node][choices.get(node)] = 1;
    }
    return mixing;
  }

  /**
   * How alike two mixtures are: the correlation of their weights' deviations from their nodes'
   * means. 1 where they are the same, about 0 where they have nothing in common, 0 where one is
   * uniform.
   */
  public static double correlation(double[][] first, double[][] second) {
    double both = 0;
    double ofFirst = 0;
    double ofSecond = 0;
    for (int node = 0; node < first.length; node++) {
      double firstMean = Arrays.stream(first[node]).average().orElseThrow();
      double secondMean = Arrays.stream(second[node]).average().orElseThrow();
      for (int k = 0; k < first[node].length; k++) {
        double a = first[node][k] - firstMean;
        double b = second[node][k] - secondMean;
        both += a * b;
        ofFirst += a * a;
        ofSecond += b * b;
      }
    }
    return ofFirst == 0 || ofSecond == 0 ? 0 : both / Math.sqrt(ofFirst * ofSecond);
  }

  /**
   * The mean over nodes of −Σ s ln s, in nats; ln K at the uniform mixture of K candidates. A
   * candidate's share s is its weight over the sum of its node's, which need not be 1 where weights
   * are clamped.
   */
  public static double entropy(double[][] mixing) {
    double entropy = 0;
    for (double[] node : mixing) {
      double whole = Arrays.stream(node).sum();
      for (double a : node) {
        entropy -= a > 0 ? a / whole * Math.log(a / whole) : 0;
      }
    }
    return entropy / mixing.length;
  }
}
