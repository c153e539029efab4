package org.translatenas.bilevel.gradient;

import java.util.function.Supplier;
import org.translatenas.bilevel.Memory;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.gradient.LossFunction.Loss;
import org.translatenas.bilevel.sampling.Draw;
import org.translatenas.bilevel.sampling.Sampler;
import org.translatenas.reversible.Wants;

/**
 * REINFORCE (Williams 1992) with a moving average as its baseline, UNAS's plain option: (f(d) − b)
 * ∇ log p(d). One evaluation, without a gradient.
 */
public final class Reinforce implements ArchitectureGradient {
  private final Baseline baseline = new Baseline("reinforce");

  @Override
  public Estimate estimate(Draw draw, LossFunction f, Supplier<LowerProblem> lower) {
    Mixture discrete = Mixture.sparse(Mixtures.oneHot(draw.mixture().weights(), draw.choices()));
    Loss loss = f.at(discrete, Wants.NOTHING);
    return new Estimate(Rows.scale(baseline.advantage(loss.value()), draw.score()), loss.data());
  }

  @Override
  public void check(Sampler sampler) {
    if (sampler == null || !sampler.learns()) {
      throw new IllegalArgumentException(
          "sampler must be concrete, rebar or one-hot with gradient reinforce, which needs draws"
              + " whose probability the architecture's parameters set");
    }
  }

  @Override
  public Memory memory() {
    return baseline;
  }
}
