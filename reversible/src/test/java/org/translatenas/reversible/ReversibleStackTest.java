package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.translatenas.reversible.StackSettings.Mode;

/** The modes of a stack against ordinary autograd, in float64. */
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

  static Stream<Arguments> cases() {
    return Stream.of(
            new Case(2, Pooling.MAX, 0),
            new Case(2, Pooling.MAX, 0.3),
            new Case(3, Pooling.MAX, 0),
            new Case(3, Pooling.MAX, 0.3),
            new Case(3, Pooling.AVERAGE, 0.3),
            new Case(4, Pooling.MAX, 0.3),
            new Case(4, Pooling.AVERAGE, 0))
        .flatMap(
            c ->
                Stream.of(
                        StackSettings.of(Mode.STORED),
                        StackSettings.of(Mode.REVERSIBLE),
                        StackSettings.of(Mode.CHECKPOINTED),
                        new StackSettings(Mode.REVERSIBLE, 2, ResidualStream.FLOAT))
                    .map(settings -> Arguments.of(c, settings)));
  }

  private record Case(int n, Pooling pooling, double rate) {}

  @ParameterizedTest
  @MethodSource("cases")
  void equalsOrdinaryAutograd(Case c, StackSettings settings) {
    try (ParameterSet parameters = parameters(c.n)) {
      Scope.run(() -> check(parameters, c, settings));
    }
  }

  private static ParameterSet parameters(int n) {
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    for (int i = 0; i < LAYERS * n; i++) {
      declarations.add("w" + i, Initializer.XAVIER_UNIFORM, WIDTH, WIDTH);
    }
    return declarations.build(DataType.FLOAT64, 5);
  }

  private static ReversibleStack stack(ParameterSet parameters, Case c) {
    List<MultiSplitLayer> layers = new ArrayList<>();
    for (int layer = 0; layer < LAYERS; layer++) {
      List<SubFunction> functions = new ArrayList<>();
      for (int k = 0; k < c.n; k++) {
        functions.add(new Toy(parameters.get("w" + (layer * c.n + k)), c.pooling, c.rate));
      }
      layers.add(new MultiSplitLayer(functions));
    }
    return new ReversibleStack(layers);
  }

  private static void check(ParameterSet parameters, Case c, StackSettings settings) {
    ReversibleStack stack = stack(parameters, c);
    NDList x = random(c.n, 2, 3);
    NDList dy = random(c.n, 2, 3);
    NDArray memory = random(1, 2, 5).get(0);
    Noise noise = Noise.of(7, 1);

    NDList leaves = Gradients.leaves(x);
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
    StackPass pass = stack.begin(x, side, noise, settings);
    for (int k = 0; k < c.n; k++) {
      assertThat(relative(pass.top().get(k), recorded.get(k).stopGradient())).isZero();
    }
    StackPass.Backward found = pass.backward(dy, Wants.WEIGHTS);

    for (int k = 0; k < c.n; k++) {
      assertThat(relative(found.inputs().get(k), x.get(k))).isLessThan(1e-12);
      assertThat(relative(found.cotangents().get(k), expected[k])).isLessThan(1e-12);
    }
    assertThat(relative(found.sideCotangents().get(0), expected[c.n])).isLessThan(1e-12);
    assertThat(relative(parameters.gradients(), expectedWeights)).isLessThan(1e-12);
    assertThat(expectedWeights.abs().max().getDouble()).isPositive();
    x.forEach(split -> assertThat(split.isReleased()).isFalse());
    dy.forEach(bar -> assertThat(bar.isReleased()).isFalse());
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
