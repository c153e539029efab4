package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.reversible.StackSettings.Mode;

/** The stream for products in bfloat16, at 12 layers of two splits. */
class WideStreamTest {
  private static final int LAYERS = 12;
  private static final int WIDTH = 32;
  private static final SideInputs NO_SIDE = new SideInputs(new NDList(), new NDList());

  /** tanh(W x) with W x in bfloat16. */
  private record Tanh(Parameter weight, Parameter bias) implements SubFunction {
    @Override
    public NDArray apply(NDList others, SideInputs side, Noise noise) {
      assertThat(others.get(0).getDataType()).isEqualTo(DataType.FLOAT32);
      return Kernel.named("linear").call(others.get(0), weight.leaf(), bias.leaf()).tanh();
    }

    @Override
    public List<Parameter> weights() {
      return List.of(weight, bias);
    }
  }

  private static ParameterSet parameters() {
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    for (int i = 0; i < 2 * LAYERS; i++) {
      declarations.add("w" + i, Initializer.normal(0.2), Parameter.Role.OPERAND, WIDTH, WIDTH);
      declarations.add("b" + i, Initializer.ZEROS, WIDTH);
    }
    return declarations.build(Precision.BFLOAT16, 5);
  }

  private static ReversibleStack stack(ParameterSet parameters) {
    List<MultiSplitLayer> layers = new ArrayList<>();
    for (int layer = 0; layer < LAYERS; layer++) {
      List<SubFunction> functions = new ArrayList<>();
      for (int k = 0; k < 2; k++) {
        int i = 2 * layer + k;
        functions.add(new Tanh(parameters.get("w" + i), parameters.get("b" + i)));
      }
      layers.add(new MultiSplitLayer(functions));
    }
    return new ReversibleStack(layers);
  }

  private static NDList input() {
    Tensors random = new Tensors(6);
    NDList x = new NDList();
    for (int i = 0; i < 2; i++) {
      x.add(random.normal(8, 20, WIDTH).toType(DataType.FLOAT32, true));
    }
    return x;
  }

  private static StackPass.Backward backward(
      ParameterSet parameters, NDList x, Mode mode, ResidualStream stream) {
    parameters.zeroGradients();
    StackSettings settings = new StackSettings(mode, 0, stream);
    StackPass pass = stack(parameters).begin(x, NO_SIDE, Noise.NONE, settings);
    assertThat(pass.top().get(0).getDataType()).isEqualTo(DataType.FLOAT32);
    return pass.backward(Gradients.handles(x), Wants.WEIGHTS);
  }

  private static double error(ParameterSet parameters, NDList x, ResidualStream stream) {
    NDList found = backward(parameters, x, Mode.REVERSIBLE, stream).inputs();
    return Math.max(
        Tensors.relative(found.get(0), x.get(0)), Tensors.relative(found.get(1), x.get(1)));
  }

  @Test
  void isReconstructedWhereAFloat32StreamIsNot() {
    Scope.run(
        () -> {
          try (ParameterSet parameters = parameters()) {
            NDList x = input();
            assertThat(error(parameters, x, ResidualStream.WIDE)).isLessThan(1e-13);
            assertThat(error(parameters, x, ResidualStream.FLOAT)).isGreaterThan(1e-4);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void givesTheSameGradientsInEachMode(Mode mode) {
    Scope.run(
        () -> {
          try (ParameterSet parameters = parameters()) {
            NDList x = input();
            NDList expected =
                backward(parameters, x, Mode.STORED, ResidualStream.WIDE).cotangents();
            NDArray weights = parameters.gradients().duplicate();
            NDList found = backward(parameters, x, mode, ResidualStream.WIDE).cotangents();
            assertThat(Tensors.relative(parameters.gradients(), weights)).isLessThan(1e-6);
            for (int i = 0; i < x.size(); i++) {
              assertThat(found.get(i).getDataType()).isEqualTo(DataType.FLOAT32);
              assertThat(Tensors.relative(found.get(i), expected.get(i))).isLessThan(1e-6);
            }
          }
        });
  }
}
