package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.reversible.StackSettings.Mode;

class FixedPointStreamTest {
  private static final int LAYERS = 24;
  private static final int WIDTH = 16;
  private static final SideInputs NO_SIDE = new SideInputs(new NDList(), new NDList());

  private record Dense(Parameter weight, double scale) implements SubFunction {
    @Override
    public NDArray apply(NDList others, SideInputs side, Noise noise) {
      NDArray h = Pooling.MAX.pool(others).matMul(weight.value());
      return noise.dropout(Kernel.named("linear").call(h, weight.value(), bias()), 0.1, 0);
    }

    private NDArray bias() {
      return Torch.manager().full(new Shape(WIDTH), (float) scale);
    }

    @Override
    public List<Parameter> weights() {
      return List.of(weight);
    }
  }

  @Test
  void roundsToMultiplesAndLetsTheGradientThrough() {
    Scope.run(
        () -> {
          ResidualStream stream = new FixedPointStream(2, "decoder", line -> {});
          NDArray x = Gradients.leaf(Torch.manager().create(new float[] {0.1f, 0.13f, -0.9f, 3f}));
          NDArray y = Torch.recording(() -> stream.round(x));
          assertThat(y.stopGradient().toFloatArray()).containsExactly(0f, 0.25f, -1f, 3f);
          NDArray bar = Torch.manager().create(new float[] {1, 2, 3, 4});
          NDArray[] found =
              Gradients.accumulate(new NDList(y), new NDList(bar), List.of(), new NDList(x));
          assertThat(found[0].toFloatArray()).containsExactly(1f, 2f, 3f, 4f);
        });
  }

  /** What a layer leaves behind would be held until the end of the step, for every layer. */
  @Test
  void watchingItsSizeLeavesNothingBehind() {
    Scope.run(
        () -> {
          ResidualStream stream = new FixedPointStream(14, "decoder", line -> {});
          NDArray y = Torch.manager().create(new float[] {1, -2});
          int before = Torch.manager().getManagedArrays().size();
          stream.check(0, y);
          assertThat(Torch.manager().getManagedArrays()).hasSize(before);
        });
  }

  @Test
  void reconstructsTheVeryBitsOf24Layers() {
    Scope.run(
        () -> {
          try (ParameterSet parameters = parameters(2)) {
            ReversibleStack stack = stack(parameters, 0);
            NDList x = input(2);
            double fixed = error(stack, x, new FixedPointStream(14, "decoder", line -> {}));
            double plain = error(stack, x, ResidualStream.FLOAT);
            assertThat(fixed).isZero();
            assertThat(plain).isPositive();
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void isTheSameFunctionInEachMode(Mode mode) {
    Scope.run(
        () -> {
          try (ParameterSet parameters = parameters(3)) {
            ReversibleStack stack = stack(parameters, 0);
            NDList x = input(3);
            NDList expected = gradients(stack, parameters, x, Mode.STORED);
            NDList found = gradients(stack, parameters, x, mode);
            for (int i = 0; i < expected.size(); i++) {
              double scale = expected.get(i).abs().max().getFloat();
              assertThat(found.get(i).sub(expected.get(i)).abs().max().getFloat() / scale)
                  .isLessThan(1e-5);
            }
          }
        });
  }

  @Test
  void namesTheLayerThatComesNearTheLimitAndStopsAtIt() {
    Scope.run(
        () -> {
          try (ParameterSet parameters = parameters(2)) {
            // Each layer adds about 100 to every value; the limit at 14 bits is 1,024.
            ReversibleStack stack = stack(parameters, 100);
            NDList x = input(2);
            List<String> alarms = new ArrayList<>();
            StackSettings settings =
                new StackSettings(
                    Mode.REVERSIBLE, 0, new FixedPointStream(14, "decoder", alarms::add));
            assertThatThrownBy(() -> stack.begin(x, NO_SIDE, Noise.NONE, settings))
                .isInstanceOf(StreamOverflowException.class)
                .hasMessageMatching(
                    "decoder, layer \\d+: the fixed-point stream has reached .*limit.*1024.*");
            assertThat(alarms).isNotEmpty();
            assertThat(alarms.get(0)).matches("decoder, layer \\d+: .* near its limit of 1024");
          }
        });
  }

  private static ParameterSet parameters(int n) {
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    for (int i = 0; i < LAYERS * n; i++) {
      declarations.add("w" + i, Initializer.normal(0.1), WIDTH, WIDTH);
    }
    return declarations.build(DataType.FLOAT32, 5);
  }

  private static ReversibleStack stack(ParameterSet parameters, double bias) {
    int n = parameters.all().size() / LAYERS;
    List<MultiSplitLayer> layers = new ArrayList<>();
    for (int layer = 0; layer < LAYERS; layer++) {
      List<SubFunction> functions = new ArrayList<>();
      for (int k = 0; k < n; k++) {
        functions.add(new Dense(parameters.get("w" + (layer * n + k)), bias));
      }
      layers.add(new MultiSplitLayer(functions));
    }
    return new ReversibleStack(layers);
  }

  private static NDList input(int n) {
    NDList x = new NDList();
    for (int i = 0; i < n; i++) {
      x.add(Torch.manager().randomNormal(new Shape(2, 5, WIDTH)));
    }
    return x;
  }

  /** Largest difference between the input of the pass and what its backward pass reconstructs. */
  private static double error(ReversibleStack stack, NDList x, ResidualStream stream) {
    StackSettings settings = new StackSettings(Mode.REVERSIBLE, 0, stream);
    StackPass pass = stack.begin(x, NO_SIDE, Noise.of(3, 1), settings);
    NDList bars = Gradients.handles(pass.top());
    StackPass.Backward found = pass.backward(bars, Wants.WEIGHTS);
    double error = 0;
    for (int i = 0; i < x.size(); i++) {
      NDArray difference = found.inputs().get(i).sub(stream.round(x.get(i)));
      error = Math.max(error, difference.abs().max().getFloat());
    }
    return error;
  }

  private static NDList gradients(
      ReversibleStack stack, ParameterSet parameters, NDList x, Mode mode) {
    parameters.zeroGradients();
    StackSettings settings =
        new StackSettings(mode, 0, new FixedPointStream(14, "decoder", line -> {}));
    StackPass pass = stack.begin(x, NO_SIDE, Noise.of(3, 1), settings);
    NDList result = new NDList(pass.backward(Gradients.handles(x), Wants.WEIGHTS).cotangents());
    result.add(parameters.gradients().duplicate());
    return result;
  }
}
