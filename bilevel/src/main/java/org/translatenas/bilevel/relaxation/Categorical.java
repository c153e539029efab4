package org.translatenas.bilevel.relaxation;

/** A relaxation whose A are the probabilities of one categorical variable a node. */
public interface Categorical extends Relaxation {
  /** log A. */
  double[][] logits(double[][] alpha);

  /** Pulls the gradient with respect to log A back to α. */
  double[][] backwardLogits(double[][] alpha, double[][] gradient);
}
