package org.translatenas.bilevel.method;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.Supernet;
import org.translatenas.bilevel.Supernet.Evaluation;
import org.translatenas.reversible.Wants;

/**
 * The end of a search that takes the best of several architectures: they are scored with the shared
 * weights on some batches, the same for all, and the one with the lowest score is the result.
 * Random search with weight sharing ends so, with as many evaluations as DARTS spends on
 * architecture steps (Li and Talwalkar 2019), and so does ENAS with architectures drawn from what
 * it has learnt (Pham et al. 2018, §2.2).
 *
 * @param batches on which one architecture is scored
 * @param evaluations in all
 */
record BestOfDraws(int batches, long evaluations) {
  /**
   * The best of {@code first} and of as many draws as the evaluations suffice for.
   *
   * @param validation gives the batches
   * @param first are scored before any draw
   * @param draws the draw with a number, from 0
   * @param penalty is added to an architecture's loss
   */
  <B> List<Integer> choose(
      Supernet<B> supernet,
      Supplier<B> validation,
      List<List<Integer>> first,
      LongFunction<List<Integer>> draws,
      ToDoubleFunction<List<Integer>> penalty) {
    int each = (int) Math.min(batches, evaluations);
    List<B> judges = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      judges.add(validation.get());
    }
    double[][] shape = Mixtures.shape(supernet.nodes());
    List<Integer> best = null;
    double lowest = Double.POSITIVE_INFINITY;
    for (long i = 0; i < evaluations / each; i++) {
      List<Integer> choices = i < first.size() ? first.get((int) i) : draws.apply(i - first.size());
      double loss =
          score(supernet, judges, Mixtures.oneHot(shape, choices)) + penalty.applyAsDouble(choices);
      if (loss < lowest || best == null) {
        lowest = loss;
        best = choices;
      }
    }
    return best;
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
