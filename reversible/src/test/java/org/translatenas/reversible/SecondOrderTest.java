package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class SecondOrderTest {
  private static NDArray leaf(double... numbers) {
    return Gradients.leaf(Torch.manager().create(numbers));
  }

  /** y = Σ x³ w: dy/dx = 3x²w, and of ⟨dy/dx, v⟩: 6xwv with respect to x and 3x²v to w. */
  @Test
  void gradientsHaveGraphsOfTheirOwn() {
    Scope.run(
        () -> {
          NDArray x = leaf(2, -1);
          NDArray w = leaf(5, 7);
          NDArray unused = leaf(1, 1);
          NDArray y = Torch.recording(() -> x.mul(x).mul(x).mul(w).sum());
          NDList one = new NDList(Torch.manager().create(1.0));
          NDList first = SecondOrder.gradients(new NDList(y), one, new NDList(x));
          assertThat(first.get(0).toDoubleArray()).containsExactly(60, 21);
          NDList v = new NDList(Torch.manager().create(new double[] {10, 100}));
          for (int again = 0; again < 2; again++) { // the graph stays
            NDList second = SecondOrder.gradients(first, v, new NDList(x, w, unused));
            assertThat(second.get(0).toDoubleArray()).containsExactly(600, -4200);
            assertThat(second.get(1).toDoubleArray()).containsExactly(120, 300);
            assertThat(second.get(2).toDoubleArray()).containsExactly(0, 0);
          }
        });
  }

  /** Hessian–vector products through a matrix product and tanh against central differences. */
  @Test
  void throughANetwork() {
    double[] at = {.3, -.2, .5, .1};
    double[] v = {1, -2, .5, .7};
    double[][] found = new double[1][];
    Scope.run(
        () -> {
          NDArray w = leaf(at);
          NDList gradient = SecondOrder.gradients(new NDList(loss(w)), one(), new NDList(w));
          NDList direction = new NDList(Torch.manager().create(v));
          found[0] =
              SecondOrder.gradients(gradient, direction, new NDList(w)).get(0).toDoubleArray();
        });
    double step = 1e-5;
    double[] above = gradient(at, v, step);
    double[] below = gradient(at, v, -step);
    for (int i = 0; i < 4; i++) {
      assertThat(found[0][i]).isCloseTo((above[i] - below[i]) / (2 * step), within(1e-8));
    }
  }

  private static NDList one() {
    return new NDList(Torch.manager().create(1.0));
  }

  private static double[] gradient(double[] at, double[] v, double step) {
    double[] shifted = at.clone();
    for (int i = 0; i < 4; i++) {
      shifted[i] += step * v[i];
    }
    double[][] found = new double[1][];
    Scope.run(
        () -> {
          NDArray w = leaf(shifted);
          found[0] =
              SecondOrder.gradients(new NDList(loss(w)), one(), new NDList(w))
                  .get(0)
                  .toDoubleArray();
        });
    return found[0];
  }

  private static NDArray loss(NDArray w) {
    NDManager manager = Torch.manager();
    NDArray x = manager.create(new double[] {1, 2, -1, .5, .3, -2}).reshape(3, 2); // [3, 2]
    return Torch.recording(
        () -> {
          NDArray y = x.matMul(w.reshape(2, 2)).tanh(); // [3, 2]
          return y.mul(y).mul(y).sum();
        });
  }

  /** A graph that outlived its scope would pile up. */
  @Test
  void leavesNothingBehind() {
    Integer before = null;
    for (int i = 0; i < 5; i++) {
      Scope.run(
          () -> {
            NDArray w = leaf(.3, -.2, .5, .1);
            NDList gradient = SecondOrder.gradients(new NDList(loss(w)), one(), new NDList(w));
            NDList direction = new NDList(gradient.get(0).stopGradient());
            assertThat(SecondOrder.gradients(gradient, direction, new NDList(w))).hasSize(1);
          });
      int now = Torch.manager().getManagedArrays().size();
      assertThat(before == null || now == before).isTrue();
      before = now;
    }
  }
}
