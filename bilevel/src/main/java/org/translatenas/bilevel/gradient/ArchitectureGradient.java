package org.translatenas.bilevel.gradient;

import java.util.function.Supplier;
import org.translatenas.bilevel.Memory;
import org.translatenas.bilevel.Supernet.Evaluation;
import org.translatenas.bilevel.sampling.Draw;
import org.translatenas.bilevel.sampling.Sampler;

/** An estimator of the gradient of the architecture's loss with respect to α. */
public interface ArchitectureGradient {
  /**
   * Estimates it from one draw.
   *
   * @param f the architecture's loss
   * @param lower the weights' problem, for estimators that see the weights as a function of α
   */
  Estimate estimate(Draw draw, LossFunction f, Supplier<LowerProblem> lower);

  /**
   * Refuses, with the reason, a sampler that it cannot work with.
   *
   * @param sampler null for none
   */
  void check(Sampler sampler);

  /** What a checkpoint must keep; null for nothing. */
  default Memory memory() {
    return null;
  }

  /**
   * An estimate.
   *
   * @param alphaGradient with respect to α
   * @param data the loss of the batches, for logs
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Estimate(double[][] alphaGradient, Evaluation data) {}
}
