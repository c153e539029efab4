package org.translatenas.bilevel.gradient;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import org.translatenas.bilevel.CurvatureProducts;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.gradient.LossFunction.Loss;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.Wants;

/**
 * iDARTS (Zhang et al. 2021, equation 9): the implicit function theorem with the inverse Hessian as
 * a Neumann series of K + 1 terms,
 *
 * <pre>∂f/∂A − ∂/∂A ⟨∂L1/∂w, Σ_k (I − P H)^k P ∂f/∂w⟩,  k = 0 … K</pre>
 *
 * with H = ∂²L1/∂w² of one training batch, the same in every factor, and P = γ or the frozen
 * preconditioner of the weights' optimiser. The series ends early where its terms grow beyond twice
 * the first: P is then too large for H, and more terms would lead away.
 *
 * @param terms K; the paper's code has 2
 * @param gamma γ; 0 for the optimiser's P
 */
public record NeumannHypergradient(int terms, double gamma, Curvature curvature)
    implements MixtureGradient {
  private static final double MOST_GROWTH = 2;

  /** Checks the numbers. */
  public NeumannHypergradient {
    if (terms < 0) {
      throw new IllegalArgumentException("neumannTerms must be at least 0, not " + terms);
    }
    if (!(gamma >= 0)) {
      throw new IllegalArgumentException("neumannScale must be at least 0, not " + gamma);
    }
  }

  @Override
  public Loss at(LossFunction f, Supplier<LowerProblem> lower, Mixture mixture) {
    LowerProblem problem = lower.get();
    Preconditioner p = gamma > 0 ? Preconditioner.scaled(gamma) : problem.preconditioner();
    Loss[] direct = new Loss[1];
    double[][][] indirect = new double[1][][];
    Scope.run(
        () -> {
          NDArray first =
              Scope.keep(
                  () ->
                      p.apply(
                          WeightProbe.gradient(
                              problem.weights(), () -> direct[0] = f.at(mixture, Wants.BOTH))));
          CurvatureProducts products = curvature.of(problem, mixture);
          indirect[0] = products.mixed(series(p, products, first));
        });
    return new Loss(
        direct[0].value(),
        Rows.subtract(direct[0].mixingGradient(), indirect[0]),
        direct[0].data());
  }

  /**
   * The sum of the terms from {@code first} on, which is closed: terms are as large as all the
   * weights, and no more of them are kept than it takes.
   */
  private NDArray series(Preconditioner p, CurvatureProducts products, NDArray first) {
    double most = MOST_GROWTH * Torch.norm(first);
    NDArray term = first;
    NDArray sum = first.duplicate();
    for (int k = 1; k <= terms; k++) {
      NDArray before = term;
      NDArray bent = products.hessian(before);
      term = Scope.keep(() -> before.sub(p.apply(bent)));
      bent.close();
      before.close();
      if (!(Torch.norm(term) <= most)) {
        break;
      }
      sum.addi(term);
    }
    term.close();
    return sum;
  }
}
