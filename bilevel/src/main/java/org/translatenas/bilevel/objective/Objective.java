package org.translatenas.bilevel.objective;

import ai.djl.ndarray.NDArray;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.Supernet;
import org.translatenas.bilevel.Supernet.Evaluation;
import org.translatenas.bilevel.gradient.LossFunction;
import org.translatenas.bilevel.gradient.LossFunction.Loss;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.Wants;

/**
 * Which data judge an architecture.
 *
 * @param kind see {@link Kind}
 * @param gapWeight λ of the gap
 */
public record Objective(Kind kind, double gapWeight) {
  /** The validation loss L2: DARTS and its kin. */
  public static final Objective VALIDATION = new Objective(Kind.VALIDATION, 0);

  /** The training loss L1: SNAS. */
  public static final Objective TRAINING = new Objective(Kind.TRAINING, 0);

  /** The losses that there are. */
  public enum Kind {
    /** L2, on the architecture's data. */
    VALIDATION,
    /** L1, on the weights' data. */
    TRAINING,
    /** L1 + λ |L2 − L1|, means over the batches: UNAS (Vahdat et al. 2020, with λ = 0.5). */
    GAP
  }

  /** Checks the weight. */
  public Objective {
    if (!(gapWeight >= 0)) {
      throw new IllegalArgumentException("gapWeight must be at least 0, not " + gapWeight);
    }
  }

  /** Whether it reads the weights' data. */
  public boolean readsTraining() {
    return kind != Kind.VALIDATION;
  }

  /** Whether it reads the architecture's data. */
  public boolean readsValidation() {
    return kind != Kind.TRAINING;
  }

  /**
   * The loss of an architecture on given batches.
   *
   * @param training null where it is not read
   * @param validation null where it is not read
   * @param seed of the noise
   */
  public <B> LossFunction on(Supernet<B> supernet, B training, B validation, long seed) {
    return (mixture, wants) ->
        switch (kind) {
          case VALIDATION -> Loss.of(supernet.evaluate(validation, mixture, seed, wants));
          case TRAINING -> Loss.of(supernet.evaluate(training, mixture, seed, wants));
          case GAP -> gap(supernet, training, validation, seed, mixture, wants);
        };
  }

  private <B> Loss gap(
      Supernet<B> supernet, B training, B validation, long seed, Mixture mixture, Wants wants) {
    Loss[] result = new Loss[1];
    Scope.run(
        () -> {
          Evaluation train = supernet.evaluate(training, mixture, seed, wants);
          NDArray ofTraining = null;
          if (wants.weights()) {
            ofTraining = supernet.weights().gradients().duplicate();
            supernet.weights().zeroGradients();
          }
          Evaluation valid = supernet.evaluate(validation, mixture, seed, wants);
          double gap = valid.meanLoss() - train.meanLoss();
          double onValid = gapWeight * Math.signum(gap);
          if (wants.weights()) {
            NDArray gradients = supernet.weights().gradients();
            Torch.copy(gradients.mul(onValid).add(ofTraining.mul(1 - onValid)), gradients);
          }
          double[][] gradient =
              wants.mixing()
                  ? Rows.add(
                      Rows.scale(1 - onValid, train.mixingGradient()),
                      onValid,
                      valid.mixingGradient())
                  : null;
          result[0] = new Loss(train.meanLoss() + gapWeight * Math.abs(gap), gradient, valid);
        });
    return result[0];
  }
}
