package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gradients as values, with and without buffers, and the kernels that write into memory. */
class GradientsTest {
  @Test
  void sumsOverOutputsAndAddsToTheBuffersOfWeights() {
    Scope.run(
        () -> {
          NDArray x = leaf(2, 3);
          NDArray w = leaf(5, 7);
          Parameter weight = new Parameter("w", w, create(100, 200));
          NDArray product = Torch.recording(() -> x.mul(w));
          NDArray square = Torch.recording(() -> x.mul(x));
          NDArray[] found =
              Gradients.accumulate(
                  new NDList(product, square),
                  new NDList(create(1, 2), create(10, 20)),
                  List.of(weight),
                  new NDList(x));
          // dx = 1·w + 10·2x; dw = 1·x.
          assertThat(found[0].toDoubleArray()).containsExactly(5 + 40, 14 + 120);
          assertThat(weight.gradient().toDoubleArray()).containsExactly(102, 206);
        });
  }

  @Test
  void whatTheOutputDoesNotDependOnIsNullAndItsBufferUntouched() {
    Scope.run(
        () -> {
          NDArray x = leaf(2, 3);
          NDArray unused = leaf(1, 1);
          Parameter idle = new Parameter("idle", leaf(1, 1), create(8, 9));
          NDArray y = Torch.recording(() -> x.mul(create(3, 3)));
          NDArray[] found =
              Gradients.accumulate(
                  new NDList(y), new NDList(create(1, 1)), List.of(idle), new NDList(unused, x));
          assertThat(found[0]).isNull();
          assertThat(found[1].toDoubleArray()).containsExactly(3, 3);
          assertThat(idle.gradient().toDoubleArray()).containsExactly(8, 9);
        });
  }

  /** A supernet's node of nothing but zeros gives such an output. */
  @Test
  void anOutputWithoutGraphCountsForNothing() {
    Scope.run(
        () -> {
          NDArray x = leaf(2, 3);
          Parameter idle = new Parameter("idle", leaf(1, 1), create(8, 9));
          NDArray constant = create(4, 4);
          NDArray one = create(1, 1);
          assertThat(
                  Gradients.accumulate(
                      new NDList(constant), new NDList(one), List.of(), new NDList(x)))
              .containsExactly((NDArray) null);
          assertThat(
                  Gradients.accumulate(
                      new NDList(constant), new NDList(one), List.of(idle), new NDList(x)))
              .containsExactly((NDArray) null);
          NDArray y = Torch.recording(() -> x.mul(create(3, 3)));
          NDArray[] found =
              Gradients.accumulate(
                  new NDList(constant, y),
                  new NDList(one, one.duplicate()),
                  List.of(),
                  new NDList(x));
          assertThat(found[0].toDoubleArray()).containsExactly(3, 3);
          assertThat(idle.gradient().toDoubleArray()).containsExactly(8, 9);
        });
  }

  @Test
  void weightsAloneOrInputsAloneOrNothing() {
    Scope.run(
        () -> {
          NDArray x = leaf(2, 3);
          NDArray w = leaf(5, 7);
          Parameter weight = new Parameter("w", w, create(0, 0));
          NDArray one = create(1, 1);
          NDArray y = Torch.recording(() -> x.mul(w));
          assertThat(Gradients.accumulate(new NDList(y), new NDList(one), List.of(), new NDList()))
              .isEmpty();
          assertThat(
                  Gradients.accumulate(
                      new NDList(y), new NDList(one), List.of(weight), new NDList()))
              .isEmpty();
          assertThat(weight.gradient().toDoubleArray()).containsExactly(2, 3);
        });
  }

  @Test
  void theGraphServesOneCall() {
    Scope.run(
        () -> {
          NDArray x = leaf(2, 3);
          NDArray y = Torch.recording(() -> x.mul(x));
          NDList ones = new NDList(create(1, 1));
          Gradients.accumulate(new NDList(y), ones, List.of(), new NDList(x));
          assertThatThrownBy(
                  () -> Gradients.accumulate(new NDList(y), ones, List.of(), new NDList(x)))
              .hasMessageContaining("second time");
          // The failed call leaves its arguments usable.
          NDArray again = Torch.recording(() -> x.mul(x));
          assertThat(
                  Gradients.accumulate(new NDList(again), ones, List.of(), new NDList(x))[0]
                      .toDoubleArray())
              .containsExactly(4, 6);
        });
  }

  @Test
  void aLeafSharesMemoryButNoGraph() {
    Scope.run(
        () -> {
          NDArray x = leaf(2, 3);
          NDArray y = Torch.recording(() -> x.mul(x));
          NDArray cut = Gradients.leaf(y);
          NDArray z = Torch.recording(() -> cut.mul(create(5, 5)));
          NDArray[] found =
              Gradients.accumulate(
                  new NDList(z), new NDList(create(1, 1)), List.of(), new NDList(x, cut));
          assertThat(found[0]).isNull();
          assertThat(found[1].toDoubleArray()).containsExactly(5, 5);
          Torch.copy(create(6, 7), cut);
          assertThat(y.stopGradient().toDoubleArray()).containsExactly(6, 7);
        });
  }

  @Test
  void copyWritesThroughViewsAndConverts() {
    Scope.run(
        () -> {
          NDArray whole = create(1, 2, 3, 4);
          NDArray view = whole.get("1:3");
          Torch.copy(create(8, 9), view);
          assertThat(whole.toDoubleArray()).containsExactly(1, 8, 9, 4);
          Torch.copy(Torch.manager().create(new float[] {0.5f, 1.5f}), view);
          assertThat(whole.toDoubleArray()).containsExactly(1, 0.5, 1.5, 4);
        });
  }

  @Test
  void zeroWritesThroughViews() {
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    declarations.add("a", Initializer.ONES, 3);
    declarations.add("b", Initializer.ONES, 2, 2);
    try (ParameterSet set = declarations.build(DataType.FLOAT64, 1)) {
      Scope.run(
          () -> {
            Torch.copy(create(1, 2, 3), set.get("a").gradient());
            Torch.copy(Torch.manager().ones(new Shape(2, 2)), set.get("b").gradient());
            assertThat(set.gradients().sum().getDouble()).isEqualTo(10);
            set.zeroGradients();
            assertThat(set.get("a").gradient().toDoubleArray()).containsOnly(0);
            assertThat(set.get("b").gradient().toDoubleArray()).containsOnly(0);
            assertThat(set.get("a").value().stopGradient().toDoubleArray()).containsOnly(1);
          });
    }
  }

  private static NDArray create(double... values) {
    return Torch.manager().create(values);
  }

  private static NDArray leaf(double... values) {
    return Gradients.leaf(create(values));
  }
}
