package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

/** The kernel sampled_pieces: probabilities 0.4, 0.3, 0.2, 0.1 of the pieces 2, 0, 3, 1. */
class SamplingKernelTest {
  private static final double[] PROBABILITIES = {0.3, 0.1, 0.4, 0.2};

  private static double[] draw(double[] uniform, long topK, double topP, double temperature) {
    double[] result = new double[2 * uniform.length];
    Scope.run(
        () -> {
          int rows = uniform.length;
          double[] logits = new double[4 * rows];
          for (int i = 0; i < logits.length; i++) {
            logits[i] = Math.log(PROBABILITIES[i % 4]) + 5;
          }
          NDArray z = Torch.manager().create(logits, new Shape(rows, 4));
          double[] found =
              Kernel.named("sampled_pieces")
                  .call(
                      z,
                      Kernel.named("log_sum_exp").call(z),
                      Torch.manager().zeros(new Shape(rows, 1), z.getDataType()).sub(1),
                      Torch.manager().create(uniform),
                      Tensors.number(topK),
                      Tensors.number(topP),
                      Tensors.number(temperature))
                  .toDoubleArray();
          System.arraycopy(found, 2 * rows, result, 0, rows);
          System.arraycopy(found, 0, result, rows, rows);
        });
    return result;
  }

  private static final double ALMOST_1 = Math.nextDown(1.0);

  @Test
  void aNumberChoosesAPiece() {
    double[] found = draw(new double[] {0, 0.39, 0.41, 0.71, 0.91, ALMOST_1}, 0, 1, 1);
    assertThat(found).startsWith(2, 2, 0, 3, 1, 1);
    assertThat(found[6]).isCloseTo(Math.log(0.4) - 1, within(1e-12));
    assertThat(found[10]).isCloseTo(Math.log(0.1) - 1, within(1e-12));
  }

  @Test
  void topKLeavesTheMostProbable() {
    // 0.4 and 0.3 become 4/7 and 3/7; log probabilities stay the model's.
    double[] found = draw(new double[] {0.57, 0.58, ALMOST_1}, 2, 1, 1);
    assertThat(found).startsWith(2, 0, 0);
    assertThat(found[4]).isCloseTo(Math.log(0.3) - 1, within(1e-12));
  }

  @Test
  void topPLeavesTheFewestThatHaveIt() {
    assertThat(draw(new double[] {0.57, 0.58, ALMOST_1}, 0, 0.65, 1)).startsWith(2, 0, 0);
    assertThat(draw(new double[] {0.77, 0.78, ALMOST_1}, 0, 0.75, 1)).startsWith(0, 3, 3);
    assertThat(draw(new double[] {0, ALMOST_1}, 0, 0, 1)).startsWith(2, 2);
  }

  @Test
  void temperatureFlattens() {
    // At temperature 2 probabilities go with their roots: 0.325 for the first of 1.945.
    double root = Math.sqrt(0.4);
    double sum = root + Math.sqrt(0.3) + Math.sqrt(0.2) + Math.sqrt(0.1);
    double[] found = draw(new double[] {root / sum - 1e-9, root / sum + 1e-9}, 0, 1, 2);
    assertThat(found).startsWith(2, 0);
    assertThat(found[3]).isCloseTo(Math.log(0.3) - 1, within(1e-12));
  }
}
