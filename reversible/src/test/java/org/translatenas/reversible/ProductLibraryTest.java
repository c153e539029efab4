package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The big products by each library, against float64, whichever this machine's processor takes. */
class ProductLibraryTest {
  private static final String ZEN_5 =
      "vendor_id : AuthenticAMD\nflags : fpu avx2 avx512f avx512dq\n";
  private static final String ZEN_3 = "vendor_id : AuthenticAMD\nflags : fpu avx2 vaes\n";
  private static final String XEON =
      "vendor_id : GenuineIntel\nflags : fpu avx2 avx512f amx_bf16\n";

  private final Tensors random = new Tensors(31);

  @Test
  void oneDnnWhereMklLeavesUnitsIdle() {
    assertThat(ProductLibrary.of(Map.of(), ZEN_5)).isEqualTo(ProductLibrary.ONEDNN);
    assertThat(ProductLibrary.of(Map.of(), ZEN_3)).isEqualTo(ProductLibrary.MKL);
    assertThat(ProductLibrary.of(Map.of(), XEON)).isEqualTo(ProductLibrary.MKL);
    assertThat(ProductLibrary.of(Map.of(), "")).isEqualTo(ProductLibrary.MKL);
  }

  @Test
  void theVariableWins() {
    assertThat(ProductLibrary.of(Map.of(ProductLibrary.VARIABLE, "mkl"), ZEN_5))
        .isEqualTo(ProductLibrary.MKL);
    assertThat(ProductLibrary.of(Map.of(ProductLibrary.VARIABLE, "oneDNN"), XEON))
        .isEqualTo(ProductLibrary.ONEDNN);
    assertThatThrownBy(() -> ProductLibrary.of(Map.of(ProductLibrary.VARIABLE, "blas"), XEON))
        .hasMessage("TRANSLATE_NAS_PRODUCTS is blas; it can be mkl or onednn");
  }

  private NDArray single(long... shape) {
    return random.normal(shape).toType(DataType.FLOAT32, true);
  }

  private static NDArray wide(NDArray x) {
    return x.stopGradient().toType(DataType.FLOAT64, true);
  }

  @ParameterizedTest
  @EnumSource
  void linearMap(ProductLibrary library) {
    Scope.run(
        () -> {
          Kernel linear = new Kernel("linear", library);
          NDArray x = Gradients.leaf(single(3, 7, 33));
          NDArray weight = Gradients.leaf(single(20, 33));
          NDArray bias = Gradients.leaf(single(20));
          NDArray y = Torch.recording(() -> linear.call(x, weight, bias));
          NDArray flat = wide(x).reshape(21, 33);
          assertThat(
                  Tensors.relative(
                      y.reshape(21, 20), flat.matMul(wide(weight).transpose()).add(wide(bias))))
              .isLessThan(1e-6);
          assertThat(Tensors.doubles(linear.call(x.stopGradient(), weight, bias)))
              .as("recording")
              .containsExactly(Tensors.doubles(y));

          NDArray bar = single(3, 7, 20);
          NDArray[] found =
              Gradients.accumulate(
                  new NDList(y), new NDList(bar), List.of(), new NDList(x, weight, bias));
          NDArray flatBar = wide(bar).reshape(21, 20);
          assertThat(Tensors.relative(found[0].reshape(21, 33), flatBar.matMul(wide(weight))))
              .isLessThan(1e-6);
          assertThat(Tensors.relative(found[1], flatBar.transpose().matMul(flat))).isLessThan(1e-6);
          assertThat(Tensors.relative(found[2], flatBar.sum(new int[] {0}))).isLessThan(1e-6);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "MKL, FLOAT32, 50, 24, 1e-6",
    "ONEDNN, FLOAT32, 50, 24, 1e-6",
    "ONEDNN, FLOAT32, 120, 80, 1e-6",
    "ONEDNN, FLOAT32, 1000, 120, 1e-6",
    "ONEDNN, FLOAT32, 4001, 192, 1e-6",
    "ONEDNN, FLOAT64, 50, 24, 1e-12"
  })
  void vocabularyLoss(
      ProductLibrary library, DataType type, int vocabulary, int width, double bound) {
    Scope.run(
        () -> {
          NDArray states = rounded(type, random.normal(300, width));
          NDArray table = rounded(type, random.normal(vocabulary, width).div(Math.sqrt(width)));
          NDArray targets = random.integers(vocabulary, 300);
          NDArray before = rounded(type, random.normal(vocabulary, width));
          double[] options = {0.1, 3, 128, 1, 1, 0.5};
          NDArray exactSum = before.duplicate();
          NDList exact = loss(ProductLibrary.MKL, states, table, targets, options, exactSum);
          NDArray sum = before.toType(type, true);
          NDList found =
              loss(
                  library,
                  states.toType(type, true),
                  table.toType(type, true),
                  targets,
                  options,
                  sum);
          assertThat(Tensors.relative(found.get(0), exact.get(0))).isLessThan(bound);
          assertThat(Tensors.relative(found.get(2), exact.get(2))).isLessThan(bound);
          assertThat(Tensors.relative(sum, exactSum)).isLessThan(bound);
        });
  }

  /** Numbers that {@code type} has, in float64. */
  private static NDArray rounded(DataType type, NDArray x) {
    return x.toType(type, true).toType(DataType.FLOAT64, true);
  }

  private static NDList loss(
      ProductLibrary library,
      NDArray states,
      NDArray table,
      NDArray targets,
      double[] options,
      NDArray sum) {
    return new Kernel("vocabulary_loss", library)
        .with()
        .tensor(states)
        .tensor(table)
        .tensor(targets)
        .tensor(Torch.host().create(options))
        .tensor(sum)
        .call();
  }

  /** Without gradients, at sizes that do not fill the blocks of packed weights too. */
  @ParameterizedTest
  @CsvSource({
    "20, 33",
    "48, 24",
    "72, 24",
    "96, 48",
    "120, 120",
    "160, 80",
    "360, 120",
    "1000, 96"
  })
  void frozenWeights(int out, int in) {
    for (ProductLibrary library : ProductLibrary.values()) {
      for (int rows : new int[] {1, 5, 96}) {
        Scope.run(
            () -> {
              NDArray x = single(1, rows, in);
              NDArray weight = single(out, in);
              NDArray bias = single(out);
              NDArray exact =
                  wide(x).reshape(rows, in).matMul(wide(weight).transpose()).add(wide(bias));
              NDArray y = new Kernel("linear", library).call(x, weight, bias);
              assertThat(Tensors.relative(y.reshape(rows, out), exact)).isLessThan(1e-6);
              NDArray states = x.reshape(rows, 1, in);
              NDArray logits = new Kernel("vocabulary_logits", library).call(states, weight);
              assertThat(Tensors.relative(logits.add(bias), exact)).isLessThan(1e-6);
            });
      }
    }
  }
}
