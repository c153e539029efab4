package org.translatenas.bilevel.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.relaxation.Categorical;
import org.translatenas.bilevel.relaxation.Relaxation;

/**
 * What α stands for: mixing weights, or a distribution of architectures.
 *
 * @param relaxation from α to A
 * @param sampler draws with the probabilities A; null for none
 */
public record ArchitectureDistribution(Relaxation relaxation, Sampler sampler) {
  /** Refuses to draw where A is no probability. */
  public ArchitectureDistribution {
    if (sampler != null && !(relaxation instanceof Categorical)) {
      throw new IllegalArgumentException(
          "sampler must be none with the clamped relaxation, whose weights are no probabilities");
    }
  }

  /**
   * The architecture of one step.
   *
   * @param progress share of the search that is done with this step, in (0, 1]
   */
  public Draw draw(double[][] alpha, long seed, double progress) {
    if (sampler == null) {
      return new Draw(
          new Mixture(relaxation.forward(alpha), relaxation.prunes()),
          g -> relaxation.backward(alpha, g),
          null,
          null);
    }
    Categorical categorical = (Categorical) relaxation;
    Sample sample = sampler.draw(categorical.logits(alpha), new SplittableRandom(seed), progress);
    return new Draw(
        new Mixture(sample.weights(), sample.sparse()),
        g -> categorical.backwardLogits(alpha, sample.pull().apply(g)),
        sample.choices(),
        score(categorical, alpha, sample.choices()));
  }

  /** A discrete architecture with the probabilities A, whatever the sampler. */
  public Draw discrete(double[][] alpha, long seed) {
    if (!(relaxation instanceof Categorical categorical)) {
      throw new IllegalStateException("the clamped relaxation has no discrete draws");
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> choices = new ArrayList<>();
    for (double[] row : relaxation.forward(alpha)) {
      double left = random.nextDouble();
      int k = 0;
      while (k < row.length - 1 && left >= row[k]) {
        left -= row[k++];
      }
      choices.add(k);
    }
    return new Draw(
        Mixture.sparse(Mixtures.oneHot(alpha, choices)),
        null,
        choices,
        score(categorical, alpha, choices));
  }

  private static double[][] score(
      Categorical categorical, double[][] alpha, List<Integer> choices) {
    return categorical.backwardLogits(alpha, Mixtures.oneHot(alpha, choices));
  }

  /**
   * Numbers in the order of A, across nodes too, for a discretiser: log A, in which weights still
   * differ that are the same when rounded; clamped weights are α itself.
   */
  public double[][] ranks(double[][] alpha) {
    return relaxation instanceof Categorical categorical ? categorical.logits(alpha) : alpha;
  }

  /** A at {@code alpha}: the probabilities, or the mixing weights themselves. */
  public double[][] expectation(double[][] alpha) {
    return relaxation.forward(alpha);
  }
}
