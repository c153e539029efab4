package org.translatenas.bilevel.gradient;

import java.util.function.Supplier;
import org.translatenas.bilevel.gradient.LossFunction.Loss;
import org.translatenas.bilevel.sampling.Draw;
import org.translatenas.bilevel.sampling.Sampler;

/**
 * The gradient with respect to A, pulled back to α: along the relaxation alone (DARTS, iDARTS), or
 * along a reparameterised sample (SNAS, GDAS), whose noise is then frozen for all probes of a step.
 */
public record Pathwise(MixtureGradient inner) implements ArchitectureGradient {
  @Override
  public Estimate estimate(Draw draw, LossFunction f, Supplier<LowerProblem> lower) {
    Loss loss = inner.at(f, lower, draw.mixture());
    return new Estimate(draw.pull().apply(loss.mixingGradient()), loss.data());
  }

  @Override
  public void check(Sampler sampler) {
    if (sampler != null && !sampler.learns()) {
      throw new IllegalArgumentException(
          "sampler must not be uniform with a gradient along the sample, which then does not depend"
              + " on the architecture's parameters");
    }
    if (sampler != null && sampler.conditional()) {
      throw new IllegalArgumentException(
          "sampler must not be rebar with a gradient along the sample: what it pulls back is a"
              + " difference that only gradient rebar completes; take concrete");
    }
  }
}
