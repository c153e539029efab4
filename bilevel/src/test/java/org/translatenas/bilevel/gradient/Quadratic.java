package org.translatenas.bilevel.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.translatenas.bilevel.CurvatureProducts;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Supernet.Evaluation;
import org.translatenas.bilevel.gradient.LossFunction.Loss;
import org.translatenas.reversible.Initializer;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.Wants;

/**
 * A bilevel problem whose hypergradient is known: L1 = ½ wᵀ H w − wᵀ B A with H = diag(1, 2, 4) or
 * given, B = [[1, 0], [0, 1], [1, 1]], L2 = ½ ‖w − t‖² with t = (1, −1, ½), at A = (0.3, −0.2).
 */
final class Quadratic implements LowerProblem, AutoCloseable {
  static final Mixture A = Mixture.dense(new double[][] {{0.3, -0.2}});
  private static final double[][] H = {{1, 0, 0}, {0, 2, 0}, {0, 0, 4}};
  private static final double[][] B = {{1, 0}, {0, 1}, {1, 1}};
  private static final double[] T = {1, -1, 0.5};

  private final ParameterSet weights;
  private final Preconditioner preconditioner;
  private final double[][] hessian;

  Quadratic(double gamma, double... w) {
    this(Preconditioner.scaled(gamma), H, w);
  }

  Quadratic(Preconditioner preconditioner, double[][] hessian, double... w) {
    this.preconditioner = preconditioner;
    this.hessian = hessian;
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    declarations.add("w", Initializer.ZEROS, 3);
    weights = declarations.build(DataType.FLOAT64, 1);
    Scope.run(() -> Torch.copy(Torch.manager().create(w), weights.get("w").value()));
  }

  /** L2. */
  LossFunction upper() {
    return (mixture, wants) -> {
      double[] w = w();
      double value = 0;
      double[] gradient = new double[3];
      for (int i = 0; i < 3; i++) {
        gradient[i] = w[i] - T[i];
        value += gradient[i] * gradient[i] / 2;
      }
      return loss(value, wants, gradient, new double[2]);
    };
  }

  @Override
  public LossFunction loss() {
    return (mixture, wants) -> {
      double[] w = w();
      double[] a = mixture.weights()[0];
      double value = 0;
      double[] gradient = new double[3];
      double[] mixed = new double[2];
      for (int i = 0; i < 3; i++) {
        double pull = B[i][0] * a[0] + B[i][1] * a[1];
        double bent = dot(hessian[i], w);
        value += bent * w[i] / 2 - w[i] * pull;
        gradient[i] = bent - pull;
        mixed[0] -= w[i] * B[i][0];
        mixed[1] -= w[i] * B[i][1];
      }
      return loss(value, wants, gradient, mixed);
    };
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  double[] w() {
    return weights.get("w").value().toDoubleArray();
  }

  private Loss loss(double value, Wants wants, double[] ofWeights, double[] ofMixing) {
    if (wants.weights()) {
      Scope.run(() -> weights.get("w").gradient().addi(Torch.manager().create(ofWeights)));
    }
    double[][] mixing = wants.mixing() ? new double[][] {ofMixing} : null;
    return new Loss(value, mixing, new Evaluation(value, 1, mixing));
  }

  @Override
  public ParameterSet weights() {
    return weights;
  }

  @Override
  public Preconditioner preconditioner() {
    return preconditioner;
  }

  @Override
  public boolean supportsDoubleBackward() {
    return true;
  }

  @Override
  public CurvatureProducts exact(Mixture mixture) {
    return new CurvatureProducts() {
      @Override
      public NDArray hessian(NDArray v) {
        double[] numbers = v.toDoubleArray();
        double[] product = new double[numbers.length]; // a set's tensors are longer than it
        for (int i = 0; i < 3; i++) {
          product[i] = dot(hessian[i], numbers);
        }
        return Torch.manager().create(product);
      }

      @Override
      public double[][] mixed(NDArray v) {
        double[] numbers = v.toDoubleArray();
        double[] result = new double[2];
        for (int i = 0; i < 3; i++) {
          result[0] -= numbers[i] * B[i][0];
          result[1] -= numbers[i] * B[i][1];
        }
        return new double[][] {result};
      }
    };
  }

  @Override
  public void close() {
    weights.close();
  }
}
