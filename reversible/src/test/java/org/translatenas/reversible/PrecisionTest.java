package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Products in bfloat16 between tensors of float32; bfloat16 has 8 significant bits. */
class PrecisionTest {
  /** Some units in the last place: without units for bfloat16, partial sums are rounded too. */
  private static final double ROUNDING = 1.0 / 128;

  private final Tensors random = new Tensors(23);

  private static ParameterSet set() {
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    declarations.add("weight", Initializer.normal(1), Parameter.Role.OPERAND, 20, 33);
    declarations.add("bias", Initializer.normal(1), 20);
    declarations.add("table", Initializer.normal(1), Parameter.Role.TABLE, 11, 33);
    return declarations.build(Precision.BFLOAT16, 3);
  }

  private NDArray single(long... shape) {
    return random.normal(shape).toType(DataType.FLOAT32, true);
  }

  /** The numbers of bfloat16 that are nearest, as float64. */
  private static NDArray rounded(NDArray x) {
    return Kernel.named("bfloat16").call(x.stopGradient()).toType(DataType.FLOAT64, true);
  }

  private static NDArray wide(NDArray x) {
    return x.stopGradient().toType(DataType.FLOAT64, true);
  }

  @Test
  void aLinearMapIsThatOfRoundedOperands() {
    try (ParameterSet set = set()) {
      Scope.run(
          () -> {
            Parameter weight = set.get("weight");
            Parameter bias = set.get("bias");
            NDArray x = single(7, 33);
            NDArray leaf = Gradients.leaf(x);
            Kernel linear = Kernel.named("linear");
            NDArray y = Torch.recording(() -> linear.call(leaf, weight.leaf(), bias.leaf()));
            assertThat(y.getDataType()).isEqualTo(DataType.FLOAT32);
            NDArray w = rounded(weight.value()); // [20, 33]
            NDArray expected = rounded(x).matMul(w.transpose());
            assertThat(Tensors.relative(wide(y).sub(wide(bias.value())), expected))
                .isLessThan(ROUNDING);
            assertThat(Tensors.doubles(linear.call(x, weight.leaf(), bias.leaf())))
                .as("recording")
                .containsExactly(Tensors.doubles(y));
            // Not the product of the operands as they were.
            NDArray exact = wide(x).matMul(wide(weight.value()).transpose());
            assertThat(Tensors.relative(wide(y).sub(wide(bias.value())), exact))
                .isGreaterThan(1e-4);

            NDArray bar = single(7, 20);
            NDArray[] found =
                Gradients.accumulate(
                    new NDList(y), new NDList(bar), List.of(weight, bias), new NDList(leaf));
            assertThat(found[0].getDataType()).isEqualTo(DataType.FLOAT32);
            assertThat(weight.gradient().getDataType()).isEqualTo(DataType.FLOAT32);
            assertThat(Tensors.relative(found[0], rounded(bar).matMul(w))).isLessThan(ROUNDING);
            assertThat(
                    Tensors.relative(
                        weight.gradient(), rounded(bar).transpose().matMul(rounded(x))))
                .isLessThan(ROUNDING);
            assertThat(Tensors.relative(bias.gradient(), wide(bar).sum(new int[] {0})))
                .isLessThan(1e-6);
          });
    }
  }

  /** Kernels of one decoding step: against themselves in float64 with the same matrices. */
  @Test
  void aStepsProductsAreThoseOfRoundedOperands() {
    long c = 16;
    Scope.run(
        () -> {
          NDArray x = single(6, 1, c);
          NDArray bias = single(c);
          NDArray mask = Torch.manager().zeros(new Shape(2, 1, 1, 5), DataType.FLOAT32);
          NDArray slots = Torch.manager().create(new long[] {4, 3, 2, 4, 3, 2});
          NDArray reads = Torch.manager().zeros(new Shape(2, 1, 3, 5), DataType.FLOAT32);
          step(
              "self_attention_step",
              new int[] {1, 3},
              x,
              single(3 * c, c),
              single(3 * c),
              single(c, c),
              bias,
              single(2, 4, 5, c / 4),
              single(2, 4, 5, c / 4),
              slots,
              reads);
          step(
              "cross_attention_step",
              new int[] {1, 5},
              x,
              single(c, c),
              bias,
              single(2, 4, 5, c / 4),
              single(2, 4, 5, c / 4),
              single(c, c),
              bias,
              mask);
          step(
              "dynamic_convolution_step",
              new int[] {1, 4},
              x,
              single(2 * c, c),
              single(2 * c),
              single(4 * 3, c),
              single(c, c),
              bias,
              Tensors.number(4L),
              single(6, 2, c));
          step("vocabulary_logits", new int[] {1}, x, single(29, c));
        });
  }

  private static void step(String kernel, int[] matrices, NDArray... arguments) {
    NDArray[] mixed = new NDArray[arguments.length];
    NDArray[] exact = new NDArray[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      boolean number = arguments[i].getDataType().isFloating();
      mixed[i] = arguments[i].duplicate();
      exact[i] = number ? wide(arguments[i]) : arguments[i];
    }
    for (int i : matrices) {
      NDArray small = arguments[i].mul(0.3f);
      mixed[i] = Kernel.named("bfloat16").call(small);
      exact[i] = rounded(small);
    }
    NDArray found = Kernel.named(kernel).run(new NDList(mixed)).get(0);
    NDArray expected = Kernel.named(kernel).run(new NDList(exact)).get(0);
    assertThat(found.getDataType()).isEqualTo(DataType.FLOAT32);
    assertThat(Tensors.relative(found, expected)).as(kernel).isBetween(1e-4, 2 * ROUNDING);
  }

  @Test
  void operandsFollowTheValuesWhenRefreshed() {
    try (ParameterSet set = set()) {
      Parameter weight = set.get("weight");
      Scope.run(
          () -> {
            assertThat(Tensors.doubles(weight.operand()))
                .containsExactly(Tensors.doubles(rounded(weight.value())));
            double[] before = Tensors.doubles(weight.operand());
            Torch.notRecording(() -> set.values().addi(1));
            assertThat(Tensors.doubles(weight.operand())).containsExactly(before);
            set.refreshOperands();
            assertThat(Tensors.doubles(weight.operand()))
                .containsExactly(Tensors.doubles(rounded(weight.value())))
                .isNotEqualTo(before);
          });
    }
  }

  @Test
  void graphsHoldTheOperandOfAMatrixAndTheValueOfAllElse() {
    try (ParameterSet set = set()) {
      assertThat(set.get("weight").leaf()).isSameAs(set.get("weight").operand());
      assertThat(set.get("weight").operand()).isNotSameAs(set.get("weight").value());
      assertThat(set.get("table").leaf()).isSameAs(set.get("table").value());
      assertThat(set.get("table").operand()).isNotSameAs(set.get("table").value());
      assertThat(set.get("bias").operand()).isSameAs(set.get("bias").value());
    }
  }

  /** Against the float64 loss of the rounded operands; logits are rounded once more. */
  @Test
  void theVocabularysLossIsThatOfRoundedOperands() {
    try (ParameterSet set = set()) {
      Scope.run(
          () -> {
            Parameter table = set.get("table");
            NDArray states = single(500, 33).mul(0.2f);
            NDArray targets = random.integers(11, 500);
            VocabularyLoss.Settings settings = new VocabularyLoss.Settings(0.1, 3);
            NDArray value = rounded(table.value());
            Parameter exact = new Parameter("t", value, value.zerosLike());
            VocabularyLoss expected =
                VocabularyLoss.of(rounded(states), exact, targets, settings, 1, true, true);
            Torch.notRecording(() -> table.gradient().addi(1e4));
            VocabularyLoss found =
                VocabularyLoss.of(states, table, targets, settings, 1, true, true);
            assertThat(found.smoothed() / expected.smoothed()).isBetween(0.999, 1.001);
            assertThat(Tensors.relative(found.perRow(), expected.perRow())).isLessThan(5e-3);
            assertThat(found.states().getDataType()).isEqualTo(DataType.FLOAT32);
            assertThat(Tensors.relative(found.states(), expected.states())).isLessThan(1e-2);
            // bfloat16 would have lost these beside 10,000.
            assertThat(Tensors.relative(wide(table.gradient()).sub(1e4), exact.gradient()))
                .isLessThan(1e-2);
          });
    }
  }
}
