package org.translatenas.bilevel.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.translatenas.reversible.Scope;
import org.translatenas.training.optimiser.Adam;

/**
 * The diagonal P of an optimiser's next step w' = w − P · gradient − …, frozen, where what does not
 * depend on the gradient is left out: γ for plain gradient descent, η (1 − β₁) / (1 − β₁ᵗ) / (√v̂ +
 * ε) for Adam, whose step follows a mean of gradients in which the newest has that share. By the
 * whole of one batch's gradient a step would be several times as long as Adam's, and raise the
 * loss, and series in P would diverge (docs/search-methods.md has the figures).
 */
@FunctionalInterface
public interface Preconditioner {
  /**
   * Weights whose √v̂ is below this share of its root mean square count as having it: a row of an
   * embedding that has not been met for long would otherwise take all the length of a direction.
   */
  double FLOOR = 0.01;

  /** P v, in the caller's scope. */
  NDArray apply(NDArray v);

  /** γ v. */
  static Preconditioner scaled(double gamma) {
    return v -> v.mul(gamma);
  }

  /**
   * That of {@code adam} as it stands after its last step; γ = η before the first. Clipping is no
   * part of it: where gradients are clipped, √v̂ is that of the clipped ones, and the step as much
   * too long.
   *
   * @param rate η
   */
  static Preconditioner of(Adam adam, double rate) {
    if (adam.updates() == 0) {
      return scaled(rate);
    }
    double beta1 = adam.settings().beta1();
    double newest = (1 - beta1) / (1 - Math.pow(beta1, adam.updates() + 1));
    double correction = 1 - Math.pow(adam.settings().beta2(), adam.updates());
    return v ->
        Scope.keep(
            () -> {
              NDArray root = adam.moment2().div(correction).sqrt();
              double usual = // root mean square of the gradients
                  Math.sqrt(
                      adam.moment2().mean().toType(DataType.FLOAT64, false).getDouble()
                          / correction);
              NDArray bounded = root.maximum(FLOOR * usual).add(adam.settings().epsilon());
              return v.mul(rate * newest).div(bounded);
            });
  }
}
