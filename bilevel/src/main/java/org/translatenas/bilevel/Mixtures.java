package org.translatenas.bilevel;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

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

  /** One candidate a node, uniformly. */
  public static List<Integer> uniform(List<SearchNode> nodes, SplittableRandom random) {
    return nodes.stream().map(node -> random.nextInt(node.candidates().size())).toList();
  }

  /** A with 1 at each node's choice. */
  public static double[][] oneHot(List<SearchNode> nodes, List<Integer> choices) {
    double[][] mixing = new double[nodes.size()][];
    for (int node = 0; node < mixing.length; node++) {
      mixing[node] = new double[nodes.get(node).candidates().size()];
      mixing[node][choices.get(node)] = 1;
    }
    return mixing;
  }

  /** The mean over nodes of −Σ A ln A, in nats; ln K at the uniform mixture of K candidates. */
  public static double entropy(double[][] mixing) {
    double sum = 0;
    for (double[] node : mixing) {
      for (double a : node) {
        sum -= a > 0 ? a * Math.log(a) : 0;
      }
    }
    return sum / mixing.length;
  }
}
