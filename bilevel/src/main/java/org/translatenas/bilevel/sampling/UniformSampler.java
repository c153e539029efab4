package org.translatenas.bilevel.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.translatenas.bilevel.Mixtures;

/** One candidate a node, uniformly, whatever α says: random search. */
public record UniformSampler() implements Sampler {
  @Override
  public Sample draw(double[][] logits, SplittableRandom random, double progress) {
    List<Integer> choices = choices(logits, random);
    return new Sample(
        Mixtures.oneHot(logits, choices),
        true,
        choices,
        g -> {
          throw new IllegalStateException("a uniform draw does not depend on α");
        });
  }

  /** One candidate for each row of {@code shape}. */
  public static List<Integer> choices(double[][] shape, SplittableRandom random) {
    List<Integer> choices = new ArrayList<>();
    for (double[] row : shape) {
      choices.add(random.nextInt(row.length));
    }
    return choices;
  }

  /** So many of them. */
  public static List<List<Integer>> choices(double[][] shape, SplittableRandom random, int count) {
    return Stream.generate(() -> choices(shape, random)).limit(count).toList();
  }

  @Override
  public boolean learns() {
    return false;
  }
}
