package org.translatenas.bilevel.method;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.translatenas.bilevel.SearchListener;
import org.translatenas.bilevel.Supernet;

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
   * The best of as many architectures as the evaluations suffice for.
   *
   * @param validation gives the batches
   * @param architectures the architecture with a number; asked for 0, 1, 2 …
   * @param penalty is added to an architecture's loss
   * @param known the scores of the first architectures, from before
   * @param made hears of each score that is not known
   * @param listener hears of each that has been scored
   */
  <B> List<Integer> choose(
      Supernet<B> supernet,
      Supplier<B> validation,
      LongFunction<List<Integer>> architectures,
      ToDoubleFunction<List<Integer>> penalty,
      List<Double> known,
      DoubleConsumer made,
      SearchListener listener) {
    int each = (int) Math.min(batches, evaluations);
    List<B> judges = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      judges.add(validation.get());
    }
    List<Integer> best = null;
    double lowest = Double.POSITIVE_INFINITY;
    long count = evaluations / each;
    for (long i = 0; i < count; i++) {
      List<Integer> choices = architectures.apply(i);
      double score;
      if (i < known.size()) {
        score = known.get((int) i);
      } else {
        score = supernet.meanLoss(judges, choices) + penalty.applyAsDouble(choices);
        made.accept(score);
      }
      if (best == null || score < lowest || Double.isNaN(lowest)) { // NaN is better than nothing
        lowest = score;
        best = choices;
      }
      listener.scored(i + 1, count);
    }
    return best;
  }
}
