package org.translatenas.bilevel.gradient;

import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Supernet.Evaluation;
import org.translatenas.reversible.Wants;

/** A loss of the architecture at the present weights: batches and noise are fixed. */
@FunctionalInterface
public interface LossFunction {
  /**
   * Evaluates it; gradients of the weights are added to their buffers where they are wanted.
   *
   * @param mixture A
   */
  Loss at(Mixture mixture, Wants wants);

  /**
   * What an evaluation gives.
   *
   * @param value of the whole loss, penalties included
   * @param mixingGradient with respect to A; null if not wanted
   * @param data the part that batches give, for logs
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Loss(double value, double[][] mixingGradient, Evaluation data) {
    /** An evaluation without penalties. */
    public static Loss of(Evaluation evaluation) {
      return new Loss(evaluation.meanLoss(), evaluation.mixingGradient(), evaluation);
    }
  }
}
