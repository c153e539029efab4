package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions over time against their definitions, position by position. */
class ConvolutionKernelsTest {
  private static final int B = 2;
  private static final double SCALE = 1.28;
  private static final long BAND = 0;
  private static final long TAPS = 1;

  @ParameterizedTest
  @CsvSource({
    // length, width, channels out, groups, causal
    "6, 1, 4, 1, false",
    "6, 3, 4, 1, false",
    "6, 3, 4, 1, true",
    "6, 5, 2, 1, false",
    "6, 5, 6, 1, true",
    "6, 3, 4, 4, false",
    "6, 3, 4, 4, true",
    "6, 5, 4, 2, false",
    "3, 7, 4, 1, false",
    "3, 7, 4, 1, true",
    "3, 11, 4, 4, true",
    "1, 5, 4, 1, false",
    "1, 5, 4, 1, true"
  })
  void convolution(int length, int width, int out, int groups, boolean causal) {
    int in = 4;
    Scope.run(
        () -> {
          Tensors random = new Tensors(width);
          new KernelTwin(
                  "convolution",
                  new int[] {0, 1, 2},
                  random.normal(B, length, in),
                  random.normal(out, in / groups, width),
                  random.normal(out),
                  causal ? Tensors.none() : Tensors.present(length, length, (length + 1) / 2),
                  Tensors.number(groups))
              .check(
                  a -> {
                    NDArray x = causal ? a[0] : a[0].mul(a[3]);
                    int left = causal ? width - 1 : width / 2;
                    NDList rows = new NDList();
                    for (int t = 0; t < length; t++) {
                      NDArray sum = a[2].add(Tensors.number(0.0)).reshape(1, out);
                      for (int j = 0; j < width; j++) {
                        int from = t + j - left;
                        if (from >= 0 && from < length) {
                          NDArray tap = a[1].get(new NDIndex(":, :, {}", j));
                          sum = sum.add(grouped(at(x, from), tap, groups));
                        }
                      }
                      rows.add(sum);
                    }
                    return new NDList(NDArrays.stack(rows, 1));
                  });
        });
  }

  /** At the widths of supernets, where float32 has an operator of its own, gradients too. */
  @ParameterizedTest
  @CsvSource({
    // length, width, channels, groups, causal
    "30, 3, 96, 1, true",
    "30, 5, 120, 1, false",
    "30, 11, 144, 1, true",
    "30, 7, 144, 144, false",
    "30, 3, 120, 120, true"
  })
  void convolutionInFloat32AsInFloat64(int length, int width, int c, int groups, boolean causal) {
    Scope.run(
        () -> {
          Tensors random = new Tensors(c);
          NDArray x = single(random.normal(B, length, c));
          NDArray weight = single(random.normal(c, c / groups, width).mul(0.1));
          NDArray bias = single(random.normal(c));
          NDArray bar = single(random.normal(B, length, c));
          NDArray present = // some of the first sentence is padding
              causal ? Tensors.none() : single(Tensors.present(length, 2 * length / 3, length));
          NDList[] found = new NDList[2];
          for (int i = 0; i < found.length; i++) {
            DataType type = i == 0 ? DataType.FLOAT32 : DataType.FLOAT64;
            NDList leaves = new NDList();
            for (NDArray leaf : List.of(x, weight, bias)) {
              leaves.add(Gradients.leaf(leaf.toType(type, true)));
            }
            NDList all = new NDList(leaves);
            all.add(present.toType(type, true));
            all.add(Tensors.number((long) groups));
            NDList y = Torch.recording(() -> Kernel.named("convolution").run(all));
            NDList bars = new NDList(bar.toType(type, true));
            found[i] = new NDList(y.get(0).stopGradient());
            found[i].addAll(new NDList(Gradients.accumulate(y, bars, List.of(), leaves)));
          }
          for (int i = 0; i < found[0].size(); i++) {
            assertThat(Tensors.relative(found[0].get(i), found[1].get(i))).isLessThan(1e-5);
          }
        });
  }

  /** x [B, in], tap [out, in/groups]: each group of outputs reads its group of inputs. */
  private static NDArray grouped(NDArray x, NDArray tap, int groups) {
    long in = tap.getShape().get(1);
    long out = tap.getShape().get(0) / groups;
    NDList parts = new NDList();
    for (int g = 0; g < groups; g++) {
      NDArray read = x.get(new NDIndex(":, {}:{}", g * in, (g + 1) * in));
      NDArray weight = tap.get(new NDIndex("{}:{}", g * out, (g + 1) * out));
      parts.add(read.matMul(weight.transpose()));
    }
    return Tensors.concat(parts, 1);
  }

  @ParameterizedTest
  @CsvSource({
    // length, width, heads, causal, DropConnect
    "6, 3, 1, false, false",
    "6, 3, 2, true, false",
    "6, 5, 2, false, true",
    "6, 5, 2, true, true",
    "6, 7, 4, false, false",
    "6, 3, 4, true, true",
    "3, 7, 2, false, false",
    "3, 7, 2, true, false",
    "3, 15, 2, true, true",
    "3, 15, 2, false, true",
    "1, 3, 2, false, false",
    "1, 3, 2, true, false"
  })
  void dynamicConvolution(int length, int width, int heads, boolean causal, boolean dropout) {
    dynamicConvolution(length, width, heads, causal, dropout, BAND);
    dynamicConvolution(length, width, heads, causal, dropout, TAPS);
  }

  private static void dynamicConvolution(
      int length, int width, int heads, boolean causal, boolean dropout, long form) {
    long c = 4;
    Scope.run(
        () -> {
          Tensors random = new Tensors(width);
          NDArray keep = dropout ? random.keep(B, length, heads, width) : Tensors.none();
          new KernelTwin(
                  "dynamic_convolution",
                  new int[] {0, 1, 2, 3, 4, 5},
                  random.normal(B, length, c),
                  random.normal(2 * c, c),
                  random.normal(2 * c),
                  random.normal(heads * (long) width, c),
                  random.normal(c, c),
                  random.normal(c),
                  causal ? Tensors.none() : Tensors.present(length, length, (length + 1) / 2),
                  Tensors.number(heads),
                  keep,
                  Tensors.number(SCALE),
                  Tensors.number(form))
              .withMatrices(1, 4)
              .check(a -> new NDList(definition(a, width, heads, causal, dropout)));
        });
  }

  /** At the sizes of a supernet's node, with gradients; a replay may never meet the other form. */
  @ParameterizedTest
  @CsvSource({
    // length, width, causal
    "40, 3, true",
    "40, 3, false",
    "40, 15, true",
    "40, 15, false",
    "5, 11, true"
  })
  void theFormsOfADynamicConvolutionAgreeInFloat32(int length, int width, boolean causal) {
    int heads = 4;
    long c = 120;
    Scope.run(
        () -> {
          Tensors random = new Tensors(width);
          NDArray bar = single(random.normal(B, length, c));
          NDArray present = // some of the first sentence is padding
              causal ? Tensors.none() : single(Tensors.present(length, 2 * length / 3, length));
          NDList weights = new NDList();
          for (long[] shape :
              new long[][] {{2 * c, c}, {2 * c}, {heads * (long) width, c}, {c, c}, {c}}) {
            weights.add(single(random.normal(shape).mul(0.1)));
          }
          NDArray x = single(random.normal(B, length, c));
          NDList[] found = new NDList[2];
          for (int form = 0; form < found.length; form++) {
            NDList leaves = new NDList(Gradients.leaf(x));
            leaves.addAll(Gradients.leaves(weights));
            NDList all = new NDList(leaves);
            all.add(present);
            all.add(Tensors.number((long) heads));
            all.add(Tensors.none());
            all.add(Tensors.number(1.0));
            all.add(Tensors.number((long) form));
            NDList y = Torch.recording(() -> Kernel.named("dynamic_convolution").run(all));
            found[form] = new NDList(y.get(0).stopGradient());
            found[form].addAll(
                new NDList(Gradients.accumulate(y, new NDList(bar), List.of(), leaves)));
          }
          for (int i = 0; i < found[0].size(); i++) {
            assertThat(Tensors.relative(found[1].get(i), found[0].get(i))).isLessThan(1e-6);
          }
        });
  }

  private static NDArray single(NDArray x) {
    return x.toType(DataType.FLOAT32, true);
  }

  /** Wu et al. 2019, equation 2 and figure 2, one position and one head at a time. */
  private static NDArray definition(
      NDArray[] a, int width, int heads, boolean causal, boolean dropout) {
    int length = Math.toIntExact(a[0].getShape().get(1));
    long c = a[0].getShape().get(2);
    long share = c / heads;
    NDArray projected = a[0].matMul(a[1].transpose()).add(a[2]);
    NDArray gates = projected.get(new NDIndex(":, :, {}:{}", c, 2 * c));
    NDArray h =
        projected.get(new NDIndex(":, :, {}:{}", 0, c)).div(gates.neg().exp().add(1)); // [B, T, c]
    NDArray seen = causal ? h : h.mul(a[6]);
    int left = causal ? width - 1 : width / 2;
    NDList rows = new NDList();
    for (int t = 0; t < length; t++) {
      NDArray scores = at(h, t).matMul(a[3].transpose()); // [B, H·w]
      NDList parts = new NDList();
      for (int head = 0; head < heads; head++) {
        NDArray kernel = // [B, w]
            scores.get(new NDIndex(":, {}:{}", head * width, (head + 1) * width)).softmax(1);
        if (dropout) {
          NDArray keep = a[8].toType(DataType.FLOAT64, true);
          kernel =
              kernel.mul(keep.get(new NDIndex(":, {}, {}", t, head))).mul(Tensors.number(SCALE));
        }
        NDArray sum = Torch.manager().zeros(new Shape(B, share), DataType.FLOAT64);
        for (int j = 0; j < width; j++) {
          int from = t + j - left;
          if (from >= 0 && from < length) {
            NDArray values =
                at(seen, from).get(new NDIndex(":, {}:{}", head * share, (head + 1) * share));
            sum = sum.add(values.mul(kernel.get(new NDIndex(":, {}:{}", j, j + 1))));
          }
        }
        parts.add(sum);
      }
      rows.add(Tensors.concat(parts, 1).matMul(a[4].transpose()).add(a[5]));
    }
    return NDArrays.stack(rows, 1);
  }

  @ParameterizedTest
  @CsvSource({"convolution, 1", "convolution, 4", "dynamic_convolution, 2"})
  void stepsGiveTheRowsOfTheCausalForm(String kernel, int groups) {
    long c = 4;
    int width = 3;
    int length = 6;
    boolean dynamic = kernel.startsWith("dynamic");
    Scope.run(
        () -> {
          Tensors random = new Tensors(groups);
          NDArray x = random.normal(B, length, c);
          NDList weights =
              dynamic
                  ? new NDList(
                      random.normal(2 * c, c),
                      random.normal(2 * c),
                      random.normal(groups * (long) width, c),
                      random.normal(c, c),
                      random.normal(c))
                  : new NDList(random.normal(c, c / groups, width), random.normal(c));
          NDList all = new NDList(x);
          all.addAll(weights);
          all.add(Tensors.none());
          all.add(Tensors.number(groups));
          if (dynamic) {
            all.add(Tensors.none());
            all.add(Tensors.number(1.0));
            all.add(Tensors.number(BAND));
          }
          NDArray expected = Kernel.named(kernel).run(all).get(0);
          NDArray history = Torch.manager().zeros(new Shape(B, width - 1, c), DataType.FLOAT64);
          for (int t = 0; t < length; t++) {
            NDIndex position = new NDIndex(":, {}:{}", t, t + 1);
            NDList arguments = new NDList(x.get(position));
            arguments.addAll(weights);
            arguments.add(Tensors.number(groups));
            arguments.add(history);
            NDList result = Kernel.named(kernel + "_step").run(arguments);
            assertThat(Tensors.relative(result.get(0), expected.get(position))).isLessThan(1e-12);
            history = result.get(1);
          }
        });
  }

  private static NDArray at(NDArray x, int position) {
    return x.get(new NDIndex(":, {}", position));
  }
}
