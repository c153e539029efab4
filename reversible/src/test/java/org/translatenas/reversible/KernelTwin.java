package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A kernel beside an independent computation of the same function in plain DJL operations. Compares
 * values and gradients in float64, values in float32, both with products in bfloat16, and demands
 * that the kernel gives the same bits with graph recording on and off, and twice in a row.
 */
final class KernelTwin {
  private static final double DOUBLE = 1e-12;
  private static final double SINGLE = 1e-5;

  /** Four units in bfloat16's last place: operands and results of one or two products in a row. */
  private static final double BRIEF = 1.0 / 64;

  /** Keeps the arguments of softmax and of gates small, which would magnify roundings. */
  private static final double SMALL = 0.3;

  private final String kernel;
  private final NDArray[] arguments;
  private final int[] differentiable;
  private int[] matrices = {};

  /** The independent computation. */
  interface Twin {
    NDList apply(NDArray... arguments);
  }

  /**
   * A kernel whose parameters are tensors.
   *
   * @param differentiable the positions of the arguments whose gradients are compared; the first is
   *     asked for as an input, the others as weights with a buffer
   */
  KernelTwin(String kernel, int[] differentiable, NDArray... arguments) {
    this.kernel = kernel;
    this.differentiable = differentiable;
    this.arguments = arguments;
  }

  /** Compares with the arguments at these positions in bfloat16 too. */
  KernelTwin withMatrices(int... positions) {
    matrices = positions;
    return this;
  }

  /** Compares; the twin's gradients come from its own graph. */
  void check(Twin twin) {
    NDList expected = Torch.notRecording(() -> twin.apply(arguments));
    NDList found = call(arguments);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(Tensors.relative(found.get(i), expected.get(i))).isLessThan(DOUBLE);
    }
    checkBits();
    NDArray[] single =
        Arrays.stream(arguments)
            .map(x -> x.getDataType().isFloating() ? x.toType(DataType.FLOAT32, true) : x)
            .toArray(NDArray[]::new);
    NDList singles = new KernelTwin(kernel, differentiable, single).checkBits();
    for (int i = 0; i < found.size(); i++) {
      assertThat(Tensors.relative(singles.get(i), expected.get(i))).isLessThan(SINGLE);
    }
    checkGradients(twin, expected);
    if (matrices.length > 0) {
      checkMixed(twin);
    }
  }

  /** Against the twin of the same numbers: matrices rounded, all else exact. */
  private void checkMixed(Twin twin) {
    NDArray[] mixed = arguments.clone();
    NDArray[] single = arguments.clone();
    NDArray[] exact = arguments.clone();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].getDataType().isFloating()) {
        single[i] = arguments[i].toType(DataType.FLOAT32, true);
        mixed[i] = single[i];
        exact[i] = single[i].toType(DataType.FLOAT64, true);
      }
    }
    for (int i : matrices) {
      mixed[i] = Kernel.named("bfloat16").call(single[i].mul((float) SMALL));
      single[i] = mixed[i].toType(DataType.FLOAT32, true);
      exact[i] = mixed[i].toType(DataType.FLOAT64, true);
    }
    NDList found = new KernelTwin(kernel, differentiable, mixed).checkBits();
    NDList unrounded = call(single);
    NDList expected = Torch.notRecording(() -> twin.apply(exact));
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(Tensors.relative(found.get(i), expected.get(i)))
          .as(kernel + " in bfloat16")
          .isLessThan(BRIEF);
      assertThat(Tensors.relative(found.get(i), unrounded.get(i)))
          .as(kernel + " in bfloat16 beside float32")
          .isGreaterThan(1e-5);
    }
    new KernelTwin(kernel, differentiable, mixed)
        .compareGradients(
            new KernelTwin(kernel, differentiable, exact), twin, expected, DataType.FLOAT32, BRIEF);
  }

  /** The kernel's results, which are the same with and without recording and every time. */
  NDList checkBits() {
    // Weights that no graph begins at may be multiplied in another way, so both calls have leaves.
    NDArray[] leaves = leaves();
    NDList results = call(leaves);
    NDList again = call(leaves);
    NDList recorded = Torch.recording(() -> call(leaves));
    for (int i = 0; i < results.size(); i++) {
      double[] expected = Tensors.doubles(results.get(i));
      assertThat(Tensors.doubles(again.get(i))).as(kernel + " twice").containsExactly(expected);
      assertThat(Tensors.doubles(recorded.get(i)))
          .as(kernel + " recording")
          .containsExactly(expected);
    }
    NDList ones = new NDList();
    recorded.forEach(y -> ones.add(y.stopGradient().onesLike()));
    NDList first = new NDList(leaves[differentiable[0]]);
    assertThat(Gradients.accumulate(recorded, ones, List.of(), first)[0])
        .as("a graph was recorded")
        .isNotNull();
    return results;
  }

  private NDList call(NDArray... with) {
    return Kernel.named(kernel).run(new NDList(with));
  }

  private NDArray[] leaves() {
    NDArray[] leaves = arguments.clone();
    for (int position : differentiable) {
      leaves[position] = Gradients.leaf(arguments[position]);
    }
    return leaves;
  }

  private void checkGradients(Twin twin, NDList shapes) {
    compareGradients(this, twin, shapes, DataType.FLOAT64, DOUBLE);
  }

  /** This kernel's gradients against those of {@code twin} at the arguments of {@code exact}. */
  private void compareGradients(
      KernelTwin exact, Twin twin, NDList shapes, DataType type, double bound) {
    Tensors random = new Tensors(91);
    NDList wide = new NDList();
    NDList cotangents = new NDList();
    for (NDArray y : shapes) {
      NDArray cotangent = random.normal(y.getShape().getShape()).toType(type, true);
      cotangents.add(cotangent);
      wide.add(cotangent.toType(DataType.FLOAT64, true));
    }
    NDArray[] leaves = leaves();
    List<NDArray> found = gradients(Torch.recording(() -> call(leaves)), cotangents, leaves);
    NDArray[] others = exact.leaves();
    List<NDArray> expected = gradients(Torch.recording(() -> twin.apply(others)), wide, others);
    for (int i = 0; i < found.size(); i++) {
      assertThat(Tensors.relative(found.get(i), expected.get(i)))
          .as(kernel + ", gradient of argument " + differentiable[i])
          .isLessThan(bound);
      // A gradient of zero would let two wrong ones agree.
      assertThat(expected.get(i).abs().max().getDouble()).isPositive();
    }
  }

  private List<NDArray> gradients(NDList ys, NDList cotangents, NDArray[] leaves) {
    List<Parameter> weights = new ArrayList<>();
    for (int i = 1; i < differentiable.length; i++) {
      NDArray leaf = leaves[differentiable[i]];
      NDArray buffer = Torch.manager().zeros(leaf.getShape(), ys.get(0).getDataType());
      weights.add(new Parameter("w" + i, leaf, buffer));
    }
    NDList inputs = new NDList(leaves[differentiable[0]]);
    List<NDArray> all = new ArrayList<>();
    all.add(Gradients.accumulate(ys, cotangents, weights, inputs)[0]);
    weights.forEach(weight -> all.add(weight.gradient()));
    return all;
  }
}
