package org.translatenas.bilevel.relaxation;

import org.translatenas.bilevel.Rows;

/**
 * A = (softmax(α) + ε) / (1 + K·ε) over K candidates (Vahdat et al. 2020, UNAS, whose logits are
 * log(softmax(α) + ε)): none ever has less than a small share.
 *
 * @param epsilon ε; UNAS has 0.08 on ImageNet and 0 on CIFAR
 */
public record SoftenedRelaxation(double epsilon) implements Categorical {
  /** Checks ε. */
  public SoftenedRelaxation {
    if (!(epsilon >= 0)) {
      throw new IllegalArgumentException("softening must be at least 0, not " + epsilon);
    }
  }

  @Override
  public double[][] forward(double[][] alpha) {
    double[][] p = Rows.softmax(1, alpha);
    for (double[] row : p) {
      for (int k = 0; k < row.length; k++) {
        row[k] = (row[k] + epsilon) / (1 + row.length * epsilon);
      }
    }
    return p;
  }

  @Override
  public double[][] backward(double[][] alpha, double[][] gradient) {
    double[][] result = Rows.softmaxBackward(Rows.softmax(1, alpha), gradient);
    for (double[] row : result) {
      for (int k = 0; k < row.length; k++) {
        row[k] /= 1 + row.length * epsilon;
      }
    }
    return result;
  }

  @Override
  public double[][] logits(double[][] alpha) {
    double[][] a = forward(alpha);
    return Rows.combine(a, a, (x, y) -> Math.log(x));
  }

  @Override
  public double[][] backwardLogits(double[][] alpha, double[][] gradient) {
    return backward(alpha, Rows.combine(gradient, forward(alpha), (g, a) -> g / a));
  }
}
