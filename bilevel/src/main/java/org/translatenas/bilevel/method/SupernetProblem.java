package org.translatenas.bilevel.method;

import org.translatenas.bilevel.CurvatureProducts;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Supernet;
import org.translatenas.bilevel.gradient.LossFunction;
import org.translatenas.bilevel.gradient.LossFunction.Loss;
import org.translatenas.bilevel.gradient.LowerProblem;
import org.translatenas.bilevel.gradient.Preconditioner;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.training.optimiser.Adam;

/**
 * The weights' problem on one batch.
 *
 * @param seed of the noise
 * @param optimiser of the weights
 * @param rate of its next step
 */
public record SupernetProblem<B>(
    Supernet<B> supernet, B batch, long seed, Adam optimiser, double rate) implements LowerProblem {
  @Override
  public ParameterSet weights() {
    return supernet.weights();
  }

  @Override
  public LossFunction loss() {
    Supernet<B> probes = supernet.forProbes();
    return (mixture, wants) -> Loss.of(probes.evaluate(batch, mixture, seed, wants));
  }

  @Override
  public Preconditioner preconditioner() {
    return Preconditioner.of(optimiser, rate);
  }

  @Override
  public boolean supportsDoubleBackward() {
    return supernet.supportsDoubleBackward();
  }

  @Override
  public CurvatureProducts exact(Mixture mixture) {
    return supernet.curvature(batch, mixture, seed);
  }
}
