package org.translatenas.bilevel.objective;

import java.util.List;
import org.translatenas.bilevel.gradient.Baseline;

/**
 * A part of the architecture's loss that has no gradient: any function of a discrete architecture
 * at the present weights. Its gradient is estimated by REINFORCE with a moving baseline, from one
 * draw each so many architecture steps.
 *
 * @param weight by which it is multiplied; negative where more is better, as with BLEU
 * @param every architecture steps between two draws
 * @param function of the candidates' indices; deterministic
 * @param baseline the average so far
 */
public record DiscreteObjective(double weight, int every, Function function, Baseline baseline) {
  /** What is to be lowered, before the weight. */
  @FunctionalInterface
  public interface Function {
    /** Its value. */
    double of(List<Integer> choices);
  }

  /** Checks the numbers. */
  public DiscreteObjective {
    if (every < 1) {
      throw new IllegalArgumentException("a discrete objective is drawn every 1 or more steps");
    }
  }
}
