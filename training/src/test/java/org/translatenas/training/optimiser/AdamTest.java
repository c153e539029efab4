package org.translatenas.training.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.reversible.Initializer;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;

class AdamTest {
  private static final double RATE = 0.01;
  private static final double CLIP = 1.5;
  private static final double SCALE = 0.25;
  private static final AdamSettings SETTINGS = new AdamSettings(0.9, 0.98, 1e-9, 0.1);

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT32", "FLOAT64"})
  void followsThePaperWithClippingAndDecay(DataType type) {
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    declarations.add("a", Initializer.normal(1), 5);
    declarations.add("b", Initializer.normal(1), 3, 2);
    try (ParameterSet set = declarations.build(type, 1);
        Adam adam = new Adam(set, SETTINGS)) {
      double[] expected = numbers(set);
      double[] m = new double[expected.length];
      double[] v = new double[expected.length];
      SplittableRandom random = new SplittableRandom(4);
      for (int step = 1; step <= 20; step++) {
        double[] gradient = random.doubles(expected.length, -4, 4).toArray();
        double norm = fill(set, gradient);
        double clip = Math.min(1, CLIP / (norm * SCALE));
        for (int i = 0; i < expected.length; i++) {
          double g = gradient[i] * SCALE * clip + SETTINGS.weightDecay() * expected[i];
          m[i] = SETTINGS.beta1() * m[i] + (1 - SETTINGS.beta1()) * g;
          v[i] = SETTINGS.beta2() * v[i] + (1 - SETTINGS.beta2()) * g * g;
          double mean = m[i] / (1 - Math.pow(SETTINGS.beta1(), step));
          double square = v[i] / (1 - Math.pow(SETTINGS.beta2(), step));
          expected[i] -= RATE * mean / (Math.sqrt(square) + SETTINGS.epsilon());
        }
        assertThat(adam.step(RATE, SCALE, CLIP)).isCloseTo(norm * SCALE, within(1e-5));
        assertThat(numbers(set)).containsExactly(expected, within(2e-6));
      }
      assertThat(adam.updates()).isEqualTo(20);
    }
  }

  /** What is clipped to is the true norm, of a model with many weights too. */
  @Test
  void theNormOfManyWeights() {
    int count = 20_000_000;
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    declarations.add("a", Initializer.ZEROS, count);
    try (ParameterSet set = declarations.build(DataType.FLOAT32, 1);
        Adam adam = new Adam(set, SETTINGS)) {
      Scope.run(
          () ->
              Torch.copy(
                  Torch.manager().full(new Shape(count), 0.1f, DataType.FLOAT32), set.gradients()));
      double norm = 0.1f * Math.sqrt(count);
      assertThat(adam.step(RATE, 1, CLIP)).isCloseTo(norm, within(1e-4 * norm));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT32"})
  void aGradientThatIsNotFiniteChangesNothing(DataType type) {
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    declarations.add("a", Initializer.normal(1), 3);
    try (ParameterSet set = declarations.build(type, 1);
        Adam adam = new Adam(set, SETTINGS)) {
      double[] before = numbers(set);
      fill(set, new double[] {1, Double.NaN, 1});
      assertThat(adam.step(RATE, 1, 0)).isNaN();
      assertThat(numbers(set)).containsExactly(before);
      assertThat(adam.updates()).isZero();
      fill(set, new double[] {1, 1, 1});
      assertThat(adam.step(RATE, 1, 0)).isCloseTo(Math.sqrt(3), within(1e-6));
    }
  }

  private static double[] numbers(ParameterSet set) {
    double[][] result = new double[1][];
    Scope.run(
        () ->
            result[0] =
                set.all().stream()
                    .flatMapToDouble(
                        p ->
                            Arrays.stream(p.value().toType(DataType.FLOAT64, true).toDoubleArray()))
                    .toArray());
    return result[0];
  }

  /** Returns the norm. */
  private static double fill(ParameterSet set, double[] gradient) {
    Scope.run(
        () -> {
          int at = 0;
          for (Parameter parameter : set.all()) {
            int size = Math.toIntExact(parameter.value().size());
            double[] part = Arrays.copyOfRange(gradient, at, at + size);
            Torch.copy(
                Torch.manager().create(part, parameter.value().getShape()), parameter.gradient());
            at += size;
          }
        });
    double sum = 0;
    for (double g : gradient) {
      sum += g * g;
    }
    return Math.sqrt(sum);
  }
}
