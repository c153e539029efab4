package org.translatenas.bilevel.gradient;

import java.util.function.Supplier;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.gradient.LossFunction.Loss;
import org.translatenas.reversible.Wants;

/**
 * ∂f/∂A with the weights held: first-order DARTS, and with a relaxed sample SNAS's pathwise one.
 */
public record FirstOrder() implements MixtureGradient {
  @Override
  public Loss at(LossFunction f, Supplier<LowerProblem> lower, Mixture mixture) {
    return f.at(mixture, Wants.MIXING);
  }
}
