package org.translatenas.bilevel;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.translatenas.reversible.Seeds;
import org.translatenas.reversible.Wants;
import org.translatenas.training.optimiser.Adam;

/**
 * First-order DARTS (Liu, Simonyan, Yang 2019, with ξ = 0): by turns a step of the weights on one
 * part of the data and a step of α on the other, with A = softmax(α); at the end the candidate with
 * the largest α.
 *
 * <p>A warm-up trains the weights alone, at A as it starts: with untrained weights every operation
 * is a disturbance, and what has no weights (zero, identity) wins.
 */
public final class DartsSearch implements ArchitectureSearch {
  private final SearchSettings settings;

  /** A search with {@code settings}. */
  public DartsSearch(SearchSettings settings) {
    this.settings = settings;
  }

  @Override
  public <B> List<Integer> run(
      Supernet<B> supernet,
      Supplier<B> weightBatches,
      Supplier<B> architectureBatches,
      SearchCheckpoints checkpoints,
      Predicate<SearchStep> listener) {
    long weightNoise = Seeds.named(settings.seed(), "weight-dropout");
    long architectureNoise = Seeds.named(settings.seed(), "architecture-dropout");
    try (ArchitectureParameters alpha =
            new ArchitectureParameters(
                supernet.nodes(), Seeds.named(settings.seed(), "architecture"));
        Adam weightOptimiser = new Adam(supernet.weights(), settings.weights());
        Adam architectureOptimiser = new Adam(alpha.set(), settings.architecture())) {
      List<SearchCheckpoints.Part> state =
          List.of(
              new SearchCheckpoints.Part("weights", supernet.weights(), weightOptimiser),
              new SearchCheckpoints.Part("architecture", alpha.set(), architectureOptimiser));
      long made = checkpoints.restore(state);
      for (long update = made + 1; update <= settings.updates(); update++) {
        double[][] mixing = SoftmaxRelaxation.forward(alpha.values());
        Supernet.Evaluation weightLoss =
            supernet.evaluate(
                weightBatches.get(), mixing, Seeds.of(weightNoise, update), Wants.WEIGHTS);
        double norm =
            weightOptimiser.step(settings.weightRate().rate(update), 1, settings.weightClipNorm());
        Supernet.Evaluation architectureLoss = null;
        if (update > settings.architectureWarmup()) {
          architectureLoss =
              supernet.evaluate(
                  architectureBatches.get(),
                  mixing,
                  Seeds.of(architectureNoise, update),
                  Wants.MIXING);
          alpha.addGradient(SoftmaxRelaxation.backward(mixing, architectureLoss.mixingGradient()));
          architectureOptimiser.step(settings.architectureRate().rate(update), 1, 0);
        }
        double[][] now = SoftmaxRelaxation.forward(alpha.values());
        SearchStep step =
            new SearchStep(update, weightLoss, architectureLoss, now, Mixtures.argmax(now), norm);
        boolean goesOn = listener.test(step);
        checkpoints.after(update, state);
        if (!goesOn) {
          break;
        }
      }
      return Mixtures.argmax(alpha.values());
    }
  }
}
