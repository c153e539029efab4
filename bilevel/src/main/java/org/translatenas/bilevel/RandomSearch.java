package org.translatenas.bilevel;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.translatenas.reversible.Seeds;
import org.translatenas.reversible.Wants;
import org.translatenas.training.optimiser.Adam;

/**
 * Random search with weight sharing (Li and Talwalkar 2019) at the budget of {@link DartsSearch}:
 * each update trains the weights of one architecture drawn uniformly; what DARTS spends on its
 * architecture steps is spent on scoring drawn architectures with the shared weights, some batches
 * each. The one with the lowest loss is the result.
 */
public final class RandomSearch implements ArchitectureSearch {
  private final SearchSettings settings;

  /** A search with {@code settings}. */
  public RandomSearch(SearchSettings settings) {
    this.settings = settings;
  }

  @Override
  public <B> List<Integer> run(
      Supernet<B> supernet,
      Supplier<B> weightBatches,
      Supplier<B> architectureBatches,
      SearchCheckpoints checkpoints,
      Predicate<SearchStep> listener) {
    List<SearchNode> nodes = supernet.nodes();
    long draws = Seeds.named(settings.seed(), "architecture");
    long noise = Seeds.named(settings.seed(), "weight-dropout");
    try (Adam optimiser = new Adam(supernet.weights(), settings.weights())) {
      List<SearchCheckpoints.Part> state =
          List.of(new SearchCheckpoints.Part("weights", supernet.weights(), optimiser));
      long made = checkpoints.restore(state);
      for (long update = made + 1; update <= settings.updates(); update++) {
        // A generator for each update, so that a search that goes on draws what it would have.
        SplittableRandom random = new SplittableRandom(Seeds.of(draws, update));
        List<Integer> drawn = Mixtures.uniform(nodes, random);
        double[][] mixing = Mixtures.oneHot(nodes, drawn);
        Supernet.Evaluation loss =
            supernet.evaluate(weightBatches.get(), mixing, Seeds.of(noise, update), Wants.WEIGHTS);
        double norm =
            optimiser.step(settings.weightRate().rate(update), 1, settings.weightClipNorm());
        boolean goesOn = listener.test(new SearchStep(update, loss, null, mixing, drawn, norm));
        checkpoints.after(update, state);
        if (!goesOn) {
          break;
        }
      }
    }
    return best(supernet, architectureBatches, new SplittableRandom(Seeds.of(draws, 0)));
  }

  private <B> List<Integer> best(
      Supernet<B> supernet, Supplier<B> architectureBatches, SplittableRandom random) {
    int perArchitecture = (int) Math.min(settings.randomBatches(), settings.updates());
    List<B> batches = new ArrayList<>(); // the same for all, so that they compare
    for (int i = 0; i < perArchitecture; i++) {
      batches.add(architectureBatches.get());
    }
    List<Integer> best = null;
    double lowest = Double.POSITIVE_INFINITY;
    for (long drawn = 0; drawn < settings.updates() / perArchitecture; drawn++) {
      List<Integer> choices = Mixtures.uniform(supernet.nodes(), random);
      double loss = score(supernet, batches, choices);
      if (loss < lowest || best == null) {
        lowest = loss;
        best = choices;
      }
    }
    return best;
  }

  private static <B> double score(Supernet<B> supernet, List<B> batches, List<Integer> choices) {
    double[][] mixing = Mixtures.oneHot(supernet.nodes(), choices);
    double sum = 0;
    long count = 0;
    for (B batch : batches) {
      Supernet.Evaluation evaluation = supernet.evaluate(batch, mixing, 0, Wants.NOTHING);
      sum += evaluation.lossSum();
      count += evaluation.count();
    }
    return sum / count;
  }
}
