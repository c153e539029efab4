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
 * values and gradients in float64, values in float32, and demands that the kernel gives the same
 * bits with graph recording on and off, and twice in a row.
 */
final class KernelTwin {
  private static final double DOUBLE = 1e-12;
  private static final double SINGLE = 1e-5;

  private final String kernel;
  private final NDArray[] arguments;
  private final int[] differentiable;

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

  /** Compares; the twin's gradients come from its own graph. */
  void check(Twin twin) {
    NDList expected = Torch.notRecording(() -> twin.apply(arguments));
    NDList found = call(arguments);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(Tensors.relative(found.get(i), expected.get(i))).isLessThan(DOUBLE);
    }
    checkBits(found);
    NDArray[] single =
        Arrays.stream(arguments)
            .map(x -> x.getDataType().isFloating() ? x.toType(DataType.FLOAT32, true) : x)
            .toArray(NDArray[]::new);
    NDList singles = new KernelTwin(kernel, differentiable, single).checkBits();
    for (int i = 0; i < found.size(); i++) {
      assertThat(Tensors.relative(singles.get(i), expected.get(i))).isLessThan(SINGLE);
    }
    checkGradients(twin, expected);
  }

  /** The kernel's results, which are the same with and without recording and every time. */
  NDList checkBits() {
    NDList results = call(arguments);
    checkBits(results);
    return results;
  }

  private void checkBits(NDList results) {
    NDArray[] leaves = leaves();
    NDList again = call(arguments);
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
    Tensors random = new Tensors(91);
    NDList cotangents = new NDList();
    shapes.forEach(y -> cotangents.add(random.normal(y.getShape().getShape())));
    NDArray[] leaves = leaves();
    List<NDArray> found = gradients(Torch.recording(() -> call(leaves)), cotangents, leaves);
    NDArray[] others = leaves();
    List<NDArray> expected =
        gradients(Torch.recording(() -> twin.apply(others)), cotangents, others);
    for (int i = 0; i < found.size(); i++) {
      assertThat(Tensors.relative(found.get(i), expected.get(i)))
          .as(kernel + ", gradient of argument " + differentiable[i])
          .isLessThan(DOUBLE);
      // A gradient of zero would let two wrong ones agree.
      assertThat(expected.get(i).abs().max().getDouble()).isPositive();
    }
  }

  private List<NDArray> gradients(NDList ys, NDList cotangents, NDArray[] leaves) {
    List<Parameter> weights = new ArrayList<>();
    for (int i = 1; i < differentiable.length; i++) {
      NDArray leaf = leaves[differentiable[i]];
      weights.add(new Parameter("w" + i, leaf, leaf.stopGradient().zerosLike()));
    }
    NDList inputs = new NDList(leaves[differentiable[0]]);
    List<NDArray> all = new ArrayList<>();
    all.add(Gradients.accumulate(ys, cotangents, weights, inputs)[0]);
    weights.forEach(weight -> all.add(weight.gradient()));
    return all;
  }
}
