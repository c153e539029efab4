package org.translatenas.bilevel.relaxation;

import org.translatenas.bilevel.Rows;

/**
 * A = softmax(β · α), node by node: β = 1 is DARTS (Liu, Simonyan, Yang 2019, equation 2); another
 * β is the inverse temperature of Miao et al. 2022.
 *
 * @param inverseTemperature β
 */
public record SoftmaxRelaxation(double inverseTemperature) implements Categorical {
  /** That of DARTS. */
  public static final SoftmaxRelaxation DARTS = new SoftmaxRelaxation(1);

  /** Checks β. */
  public SoftmaxRelaxation {
    if (!(inverseTemperature > 0)) {
      throw new IllegalArgumentException(
          "inverseTemperature must be above 0, not " + inverseTemperature);
    }
  }

  @Override
  public double[][] forward(double[][] alpha) {
    return Rows.softmax(inverseTemperature, alpha);
  }

  @Override
  public double[][] backward(double[][] alpha, double[][] gradient) {
    return Rows.scale(inverseTemperature, Rows.softmaxBackward(forward(alpha), gradient));
  }

  @Override
  public double[][] logits(double[][] alpha) {
    return Rows.logSoftmax(inverseTemperature, alpha);
  }

  @Override
  public double[][] backwardLogits(double[][] alpha, double[][] gradient) {
    return Rows.scale(inverseTemperature, Rows.logSoftmaxBackward(forward(alpha), gradient));
  }
}
