package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backpropagation with reconstruction against ordinary autograd, in float64. */
class ReversibleStackTest {
  private static final int LAYERS = 3;
  private static final int WIDTH = 6;

  /** tanh(W · pool(others)) + mean of the memory, with dropout. */
  private record Toy(Parameter weight, Pooling pooling, double rate) implements SubFunction {
    @Override
    public NDArray apply(NDList others, SideInputs side, Noise noise) {
      NDArray h = pooling.pool(others).matMul(weight.value()).tanh();
      NDArray memory = side.differentiable().get(0).mean(new int[] {1}, true);
      return noise.dropout(h.mul(memory), rate, 0);
    }

    @Override
    public List<Parameter> weights() {
      return List.of(weight);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2,MAX,0",
    "2,MAX,0.3",
    "3,MAX,0",
    "3,MAX,0.3",
    "3,AVERAGE,0.3",
    "4,MAX,0.3",
    "4,AVERAGE,0"
  })
  void equalsOrdinaryAutograd(int n, Pooling pooling, double rate) {
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    for (int i = 0; i < LAYERS * n; i++) {
      declarations.add("w" + i, Initializer.XAVIER_UNIFORM, WIDTH, WIDTH);
    }
    try (ParameterSet parameters = declarations.build(DataType.FLOAT64, 5)) {
      Scope.run(() -> check(parameters, n, pooling, rate));
    }
  }

  private static void check(ParameterSet parameters, int n, Pooling pooling, double rate) {
    List<MultiSplitLayer> layers = new ArrayList<>();
    for (int layer = 0; layer < LAYERS; layer++) {
      List<SubFunction> functions = new ArrayList<>();
      for (int k = 0; k < n; k++) {
        functions.add(new Toy(parameters.get("w" + (layer * n + k)), pooling, rate));
      }
      layers.add(new MultiSplitLayer(functions));
    }
    ReversibleStack stack = new ReversibleStack(layers);
    NDList x = random(n, 2, 3);
    NDList dy = random(n, 2, 3);
    NDArray memory = random(1, 2, 5).get(0);
    Noise noise = Noise.of(7, 1);

    NDList leaves = new NDList();
    x.forEach(t -> leaves.add(Gradients.leaf(t)));
    NDArray memoryLeaf = Gradients.leaf(memory);
    SideInputs recordedSide = new SideInputs(new NDList(memoryLeaf), new NDList());
    NDList recorded = Torch.recording(() -> stack.forward(leaves, recordedSide, noise));
    NDList inputs = new NDList(leaves);
    inputs.add(memoryLeaf);
    parameters.zeroGradients();
    NDArray[] expected = Gradients.accumulate(recorded, dy, parameters.all(), inputs);
    NDArray expectedWeights = parameters.gradients().duplicate();

    parameters.zeroGradients();
    SideInputs side = new SideInputs(new NDList(memory), new NDList());
    NDList top = stack.forward(x, side, noise);
    ReversibleStack.Backward found = stack.backward(top, dy, side, noise, Wants.WEIGHTS);

    for (int k = 0; k < n; k++) {
      assertThat(relative(top.get(k), recorded.get(k).stopGradient())).isZero();
      assertThat(relative(found.inputs().get(k), x.get(k))).isLessThan(1e-12);
      assertThat(relative(found.cotangents().get(k), expected[k])).isLessThan(1e-12);
    }
    assertThat(relative(found.sideCotangents().get(0), expected[n])).isLessThan(1e-12);
    assertThat(relative(parameters.gradients(), expectedWeights)).isLessThan(1e-12);
    assertThat(expectedWeights.abs().max().getDouble()).isPositive();
  }

  private static NDList random(int count, int batch, int length) {
    NDList list = new NDList();
    for (int i = 0; i < count; i++) {
      list.add(Torch.manager().randomNormal(new Shape(batch, length, WIDTH), DataType.FLOAT64));
    }
    return list;
  }

  /** max |found − expected| / max |expected|. */
  private static double relative(NDArray found, NDArray expected) {
    return found.sub(expected).abs().max().getDouble() / expected.abs().max().getDouble();
  }
}
