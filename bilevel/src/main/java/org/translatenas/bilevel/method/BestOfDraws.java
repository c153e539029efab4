package org.translatenas.bilevel.method;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.SearchNode;
import org.translatenas.bilevel.Supernet;
import org.translatenas.bilevel.Supernet.Evaluation;
import org.translatenas.bilevel.sampling.UniformSampler;
import org.translatenas.reversible.Wants;

/**
 * The end of random search with weight sharing (Li and Talwalkar 2019): as many evaluations as
 * DARTS spends on architecture steps score drawn architectures with the shared weights, some
 * batches each, the same for all. The one with the lowest loss is the result.
 *
 * @param batches on which one architecture is scored
 * @param evaluations in all
 */
record BestOfDraws(int batches, long evaluations) {
  <B> List<Integer> choose(Supernet<B> supernet, Supplier<B> validation, long seed) {
    int each = (int) Math.min(batches, evaluations);
    List<B> judges = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      judges.add(validation.get());
    }
    double[][] shape = shape(supernet.nodes());
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> best = null;
    double lowest = Double.POSITIVE_INFINITY;
    for (long drawn = 0; drawn < evaluations / each; drawn++) {
      List<Integer> choices = UniformSampler.choices(shape, random);
      double loss = score(supernet, judges, Mixtures.oneHot(shape, choices));
      if (loss < lowest || best == null) {
        lowest = loss;
        best = choices;
      }
    }
    return best;
  }

  private static double[][] shape(List<SearchNode> nodes) {
    return nodes.stream()
        .map(node -> new double[node.candidates().size()])
        .toArray(double[][]::new);
  }

  private static <B> double score(Supernet<B> supernet, List<B> judges, double[][] mixing) {
    double sum = 0;
    long count = 0;
    for (B batch : judges) {
      Evaluation loss =
          supernet.evaluate(batch, Mixture.sparse(mixing), Supernet.NO_NOISE, Wants.NOTHING);
      sum += loss.lossSum();
      count += loss.count();
    }
    return sum / count;
  }
}
