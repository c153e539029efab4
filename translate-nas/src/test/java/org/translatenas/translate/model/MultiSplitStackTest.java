package org.translatenas.translate.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.reversible.Gradients;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.architecture.Architecture;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.Topology;

class MultiSplitStackTest {
  private static final int SENTENCES = 3;
  private static final int LENGTH = 9;
  private static final int WIDTH = 32;

  /**
   * The forward pass reads the parts of a split, the replay reads tensors that were reconstructed
   * one by one: the same numbers must give the same bits.
   */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CROSS_ATTENTION")
  void partsGiveTheBitsOfTensorsThatLieAlone(OperationKind kind) {
    Architecture architecture =
        new Architecture(
            new Topology(List.of(List.of(kind, kind))),
            new Topology(List.of(List.of(kind, OperationKind.CROSS_ATTENTION))),
            Pooling.MAX,
            NormPlacement.POST);
    ModelSizes sizes = new ModelSizes(8, WIDTH, 0, 2, 1, 1, 0, 0, 0);
    ModelSpec spec = new ModelSpec(ModelSpec.Family.MULTI_SPLIT, null, architecture, sizes, 11);
    try (TranslationModel model = ModelFactory.create(spec, DataType.FLOAT64, 4)) {
      MultiSplitStack stack = (MultiSplitStack) model.encoder();
      Scope.run(
          () -> {
            // Not the initial weights: a bias of zero hides in which order it is added.
            NDArray weights = model.parameters().values();
            Torch.copy(normal(weights.getShape()), weights);
            Context context =
                BatchTensors.context(
                    new long[SENTENCES * LENGTH], SENTENCES, LENGTH, 3, DataType.FLOAT64);
            NDList parts = stack.split(input());
            NDList alone = new NDList();
            parts.forEach(x -> alone.add(Torch.manager().create(x.toDoubleArray(), x.getShape())));
            NDList expected = stack.reversible().forward(alone, context.toSideInputs(), Noise.NONE);
            NDList found = stack.reversible().forward(parts, context.toSideInputs(), Noise.NONE);
            for (int i = 0; i < expected.size(); i++) {
              assertThat(found.get(i).toDoubleArray())
                  .containsExactly(expected.get(i).toDoubleArray());
            }
          });
    }
  }

  @Test
  void splitCutsTheWidthAndJoinUndoesIt() {
    Architecture architecture =
        new Architecture(
            new Topology(List.of(List.of(OperationKind.ZERO, OperationKind.ZERO))),
            new Topology(List.of(List.of(OperationKind.ZERO, OperationKind.CROSS_ATTENTION))),
            Pooling.MAX,
            NormPlacement.PRE);
    ModelSizes sizes = new ModelSizes(8, WIDTH, 0, 2, 1, 1, 0, 0, 0);
    ModelSpec spec = new ModelSpec(ModelSpec.Family.MULTI_SPLIT, null, architecture, sizes, 11);
    try (TranslationModel model = ModelFactory.create(spec, DataType.FLOAT64, 4)) {
      MultiSplitStack stack = (MultiSplitStack) model.encoder();
      Scope.run(
          () -> {
            NDArray x = input();
            NDArray leaf = Gradients.leaf(x);
            NDList parts = Torch.recording(() -> stack.split(leaf));
            assertThat(parts).hasSize(2);
            assertThat(parts.get(1).stopGradient().toDoubleArray())
                .containsExactly(x.get(":, :, 16:32").toDoubleArray());
            assertThat(MultiSplitStack.join(parts).stopGradient().toDoubleArray())
                .containsExactly(x.toDoubleArray());
            NDArray[] pulled =
                Gradients.accumulate(
                    new NDList(parts.get(1)),
                    new NDList(x.get(":, :, 16:32")),
                    List.of(),
                    new NDList(leaf));
            assertThat(pulled[0].get(":, :, 16:32").toDoubleArray())
                .containsExactly(x.get(":, :, 16:32").toDoubleArray());
            assertThat(pulled[0].get(":, :, 0:16").abs().max().getDouble()).isZero();
          });
    }
  }

  private static NDArray input() {
    return normal(new Shape(SENTENCES, LENGTH, WIDTH));
  }

  private static NDArray normal(Shape shape) {
    SplittableRandom random = new SplittableRandom(7);
    double[] values = new double[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return Torch.manager().create(values, shape);
  }
}
