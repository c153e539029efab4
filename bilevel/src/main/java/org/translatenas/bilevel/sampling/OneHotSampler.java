package org.translatenas.bilevel.sampling;

import java.util.SplittableRandom;
import org.translatenas.bilevel.Mixtures;

/**
 * GDAS's sample (Dong and Yang 2019): A = onehot + soft − stopgrad(soft), where soft is a
 * Gumbel-softmax sample and onehot its argmax. Only the drawn operation is computed, so only its
 * gradient is known; those of the others count as 0.
 *
 * @param temperature τ; GDAS goes from 10 to 0.1
 */
public record OneHotSampler(Temperature temperature) implements Sampler {
  @Override
  public Sample draw(double[][] logits, SplittableRandom random, double progress) {
    Sample soft = new ConcreteSampler(temperature).draw(logits, random, progress);
    return new Sample(
        Mixtures.oneHot(soft.weights(), soft.choices()), true, soft.choices(), soft.pull());
  }
}
