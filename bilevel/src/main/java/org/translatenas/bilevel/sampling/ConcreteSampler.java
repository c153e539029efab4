package org.translatenas.bilevel.sampling;

import java.util.SplittableRandom;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.Rows;

/**
 * The Concrete distribution, or Gumbel-softmax: ζ = softmax((log q + G)/τ) (Maddison et al. 2017;
 * SNAS, Xie et al. 2019), differentiated along its path.
 *
 * @param temperature τ; SNAS goes from 1 to 0.03
 */
public record ConcreteSampler(Temperature temperature) implements Sampler {
  @Override
  public Sample draw(double[][] logits, SplittableRandom random, double progress) {
    return sample(
        Gumbel.perturbed(logits, Gumbel.uniform(logits, random)), temperature.at(progress));
  }

  static Sample sample(double[][] z, double tau) {
    double[][] zeta = Rows.softmax(1 / tau, z);
    return new Sample(
        zeta, false, Mixtures.argmax(z), g -> Rows.scale(1 / tau, Rows.softmaxBackward(zeta, g)));
  }
}
