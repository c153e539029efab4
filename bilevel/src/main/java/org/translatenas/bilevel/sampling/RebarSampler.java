package org.translatenas.bilevel.sampling;

import java.util.List;
import java.util.SplittableRandom;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.Rows;

/**
 * Gumbel-softmax samples for REBAR (Tucker et al. 2017), as UNAS draws them (Vahdat et al. 2020): ζ
 * = softmax(z/τ), and ζ' of the same value whose noise is seen as drawn given argmax z = k. What is
 * pulled back is the gradient through ζ less that through ζ'.
 *
 * @param temperature τ; UNAS has 0.4
 */
public record RebarSampler(Temperature temperature) implements Sampler {
  @Override
  public Sample draw(double[][] logits, SplittableRandom random, double progress) {
    return sample(logits, Gumbel.uniform(logits, random), temperature.at(progress));
  }

  @Override
  public boolean conditional() {
    return true;
  }

  static Sample sample(double[][] logits, double[][] u, double tau) {
    Sample relaxed = ConcreteSampler.sample(Gumbel.perturbed(logits, u), tau);
    double[][] slopes = slopes(logits, u, relaxed.choices());
    return new Sample(
        relaxed.weights(),
        false,
        relaxed.choices(),
        g -> {
          double[][] toZ = relaxed.pull().apply(g); // ζ' = ζ, so one softmax serves both
          return Rows.combine(toZ, slopes, (through, slope) -> through * (1 - slope));
        });
  }

  /** The part through ζ' alone, for tests. */
  static double[][] conditionalPart(double[][] logits, double[][] u, double tau, double[][] g) {
    Sample relaxed = ConcreteSampler.sample(Gumbel.perturbed(logits, u), tau);
    double[][] slopes = slopes(logits, u, Mixtures.argmax(Gumbel.perturbed(logits, u)));
    return Rows.combine(relaxed.pull().apply(g), slopes, (through, slope) -> through * slope);
  }

  /**
   * dẑ/d log q, where ẑ = −log(−v/q − v_k) with the noise v = log u − q·v_k, v_k = log(u_k)/q_k,
   * held fixed: 1 − (q/q_k) log(u_k)/log(u), in which no q by itself can become 0; 0 for the chosen
   * one, whose v is 0.
   */
  private static double[][] slopes(double[][] logits, double[][] u, List<Integer> choices) {
    double[][] result = new double[logits.length][];
    for (int node = 0; node < result.length; node++) {
      int k = choices.get(node);
      result[node] = new double[logits[node].length];
      for (int i = 0; i < result[node].length; i++) {
        if (i != k) {
          double odds = Math.exp(logits[node][i] - logits[node][k]);
          result[node][i] = 1 - odds * Math.log(u[node][k]) / Math.log(u[node][i]);
        }
      }
    }
    return result;
  }
}
