package org.translatenas.bilevel.gradient;

import java.util.function.Supplier;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.gradient.LossFunction.Loss;
import org.translatenas.bilevel.sampling.Draw;
import org.translatenas.bilevel.sampling.Sampler;
import org.translatenas.reversible.Wants;

/**
 * REBAR with coefficient 1 as UNAS uses it (Tucker et al. 2017; Vahdat et al. 2020, equation 10):
 *
 * <pre>(f(d) − f(ζ)) ∇ log p(d) + ∇ f(ζ) − ∇ f(ζ')</pre>
 *
 * with d the discrete architecture drawn, ζ its relaxation and ζ' the relaxation as drawn given d.
 * Unbiased for ∇ E f(d). One evaluation with gradient and one without.
 */
public record Rebar() implements ArchitectureGradient {
  @Override
  public Estimate estimate(Draw draw, LossFunction f, Supplier<LowerProblem> lower) {
    Loss relaxed = f.at(draw.mixture(), Wants.MIXING);
    Mixture discrete = Mixture.sparse(Mixtures.oneHot(draw.mixture().weights(), draw.choices()));
    double difference = f.at(discrete, Wants.NOTHING).value() - relaxed.value();
    double[][] gradient =
        Rows.add(draw.pull().apply(relaxed.mixingGradient()), difference, draw.score());
    return new Estimate(gradient, relaxed.data());
  }

  @Override
  public void check(Sampler sampler) {
    if (sampler == null || !sampler.conditional()) {
      throw new IllegalArgumentException(
          "sampler must be rebar with gradient rebar, which needs the relaxed sample given the"
              + " discrete one");
    }
  }
}
