package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernels that make one tensor of several: pool and mix. */
class PoolingKernelsTest {
  private final Tensors random = new Tensors(6);

  @ParameterizedTest
  @CsvSource({"MAX, 1", "MAX, 2", "MAX, 4", "AVERAGE, 1", "AVERAGE, 2", "AVERAGE, 3"})
  void pool(Pooling pooling, int count) {
    Scope.run(
        () -> {
          NDList xs = normals(count, 2, 3, 4);
          NDArray cotangent = random.normal(2, 3, 4);
          NDArray found = sameBits(() -> pooling.pool(xs));
          double[] expected = new double[24];
          double[][] gradients = new double[count][24];
          for (int at = 0; at < expected.length; at++) {
            int most = 0;
            double sum = 0;
            for (int i = 0; i < count; i++) {
              double x = xs.get(i).toDoubleArray()[at];
              most = x > xs.get(most).toDoubleArray()[at] ? i : most;
              sum += x;
              gradients[i][at] = cotangent.toDoubleArray()[at] / count;
            }
            expected[at] = pooling == Pooling.MAX ? xs.get(most).toDoubleArray()[at] : sum / count;
            for (int i = 0; pooling == Pooling.MAX && i < count; i++) {
              gradients[i][at] = i == most ? cotangent.toDoubleArray()[at] : 0;
            }
          }
          assertClose(found, expected);
          NDList leaves = leaves(xs);
          NDArray y = Torch.recording(() -> pooling.pool(leaves).add(0));
          NDArray[] pulled =
              Gradients.accumulate(new NDList(y), new NDList(cotangent), List.of(), leaves);
          for (int i = 0; i < count; i++) {
            assertClose(pulled[i], gradients[i]);
          }
        });
  }

  /** Of equal splits each gets its share, so that the sum of gradients is the cotangent. */
  @Test
  void poolSharesTheGradientOfTies() {
    Scope.run(
        () -> {
          NDArray x = Torch.manager().create(new double[] {1, 2});
          NDList leaves = leaves(new NDList(x, x.duplicate()));
          NDArray y = Torch.recording(() -> Pooling.MAX.pool(leaves));
          NDArray ones = Torch.manager().create(new double[] {1, 1});
          NDArray[] pulled =
              Gradients.accumulate(new NDList(y), new NDList(ones), List.of(), leaves);
          assertThat(pulled[0].toDoubleArray()).containsExactly(0.5, 0.5);
          assertThat(pulled[1].toDoubleArray()).containsExactly(0.5, 0.5);
        });
  }

  @Test
  void mixTakesTheWeightsAtThePositions() {
    Scope.run(
        () -> {
          NDList outputs = normals(3, 2, 3, 4);
          NDArray weights = random.normal(5);
          int[] at = {0, 3, 4};
          NDArray positions = Torch.manager().create(new long[] {0, 3, 4});
          NDArray cotangent = random.normal(2, 3, 4);
          NDArray found = sameBits(() -> mix(outputs, weights, positions));
          double[] expected = new double[24];
          double[] weightGradient = new double[5];
          for (int i = 0; i < 3; i++) {
            double[] output = outputs.get(i).toDoubleArray();
            for (int j = 0; j < expected.length; j++) {
              expected[j] += weights.toDoubleArray()[at[i]] * output[j];
              weightGradient[at[i]] += cotangent.toDoubleArray()[j] * output[j];
            }
          }
          assertClose(found, expected);

          NDList leaves = leaves(outputs);
          NDArray leaf = Gradients.leaf(weights);
          Parameter parameter = new Parameter("a", leaf, weights.zerosLike());
          NDArray y = Torch.recording(() -> mix(leaves, leaf, positions));
          NDArray[] pulled =
              Gradients.accumulate(
                  new NDList(y), new NDList(cotangent), List.of(parameter), leaves);
          assertClose(parameter.gradient(), weightGradient);
          for (int i = 0; i < 3; i++) {
            assertClose(pulled[i], cotangent.mul(weights.toDoubleArray()[at[i]]).toDoubleArray());
          }
        });
  }

  /** Against the same in plain Java, and gradients against central differences. */
  @Test
  void normalisedMixDividesEachPlaceByItsRootMeanSquare() {
    Scope.run(
        () -> {
          NDList outputs = normals(2, 1, 2, 3);
          outputs.add(Torch.manager().zeros(new Shape(1, 2, 3), DataType.FLOAT64));
          NDArray weights = random.normal(4);
          int[] at = {0, 3, 1};
          NDArray positions = Torch.manager().create(new long[] {0, 3, 1});
          NDArray cotangent = random.normal(1, 2, 3);
          double[][] x = new double[3][];
          for (int i = 0; i < 3; i++) {
            x[i] = outputs.get(i).toDoubleArray();
          }
          double[] a = weights.toDoubleArray();
          double[] c = cotangent.toDoubleArray();
          assertClose(
              sameBits(() -> normalisedMix(outputs, weights, positions)), normalisedMix(x, a, at));

          NDList leaves = leaves(outputs);
          NDArray leaf = Gradients.leaf(weights);
          Parameter parameter = new Parameter("a", leaf, weights.zerosLike());
          NDArray y = Torch.recording(() -> normalisedMix(leaves, leaf, positions));
          NDArray[] pulled =
              Gradients.accumulate(
                  new NDList(y), new NDList(cotangent), List.of(parameter), leaves);
          DoubleSupplier value =
              () -> {
                double sum = 0;
                double[] mixed = normalisedMix(x, a, at);
                for (int j = 0; j < c.length; j++) {
                  sum += c[j] * mixed[j];
                }
                return sum;
              };
          assertSlopes(parameter.gradient(), a, value);
          for (int i = 0; i < 2; i++) {
            assertSlopes(pulled[i], x[i], value);
          }
        });
  }

  private static void assertSlopes(NDArray found, double[] at, DoubleSupplier value) {
    double step = 1e-6;
    for (int j = 0; j < at.length; j++) {
      double before = at[j];
      at[j] = before + step;
      double above = value.getAsDouble();
      at[j] = before - step;
      double below = value.getAsDouble();
      at[j] = before;
      assertThat(found.toDoubleArray()[j]).isCloseTo((above - below) / (2 * step), within(1e-7));
    }
  }

  /** Places of three numbers. */
  private static double[] normalisedMix(double[][] x, double[] weights, int[] at) {
    double[] mixed = new double[x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < mixed.length; j++) {
        double squares = 0;
        for (int k = j / 3 * 3; k < j / 3 * 3 + 3; k++) {
          squares += x[i][k] * x[i][k];
        }
        mixed[j] += weights[at[i]] * x[i][j] / Math.sqrt(squares / 3 + 1e-5);
      }
    }
    return mixed;
  }

  private static NDArray normalisedMix(NDList outputs, NDArray weights, NDArray positions) {
    return Kernel.named("mix_normalised")
        .with()
        .list(outputs)
        .tensor(weights)
        .tensor(positions)
        .call()
        .singletonOrThrow();
  }

  private static NDArray mix(NDList outputs, NDArray weights, NDArray positions) {
    return Kernel.named("mix")
        .with()
        .list(outputs)
        .tensor(weights)
        .tensor(positions)
        .call()
        .singletonOrThrow();
  }

  private NDList normals(int count, long... shape) {
    NDList list = new NDList();
    for (int i = 0; i < count; i++) {
      list.add(random.normal(shape));
    }
    return list;
  }

  private static NDList leaves(NDList tensors) {
    List<NDArray> leaves = new ArrayList<>();
    tensors.forEach(x -> leaves.add(Gradients.leaf(x)));
    return new NDList(leaves);
  }

  private static NDArray sameBits(Supplier<NDArray> body) {
    NDArray y = body.get();
    double[] bits = y.toDoubleArray();
    assertThat(body.get().toDoubleArray()).containsExactly(bits);
    assertThat(Torch.recording(body).toDoubleArray()).containsExactly(bits);
    return y;
  }

  private static void assertClose(NDArray found, double[] expected) {
    NDArray tensor = Torch.manager().create(expected, found.getShape());
    assertThat(Tensors.relative(found, tensor)).isLessThan(1e-12);
  }
}
