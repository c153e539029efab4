package org.translatenas.bilevel.gradient;

import java.util.function.Supplier;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.gradient.LossFunction.Loss;

/**
 * The gradient of the architecture's loss f(w, A) with respect to A, in which w may be seen as a
 * function of A. Weights are left bit for bit as they are, gradients' buffers at zero.
 */
public interface MixtureGradient {
  /**
   * Computes it.
   *
   * @param lower made only where it is needed: it takes a batch
   * @return f with the gradient
   */
  Loss at(LossFunction f, Supplier<LowerProblem> lower, Mixture mixture);
}
