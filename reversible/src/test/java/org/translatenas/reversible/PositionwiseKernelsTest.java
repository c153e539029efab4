package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kernels that treat each position alone, against plain operations. */
class PositionwiseKernelsTest {
  private static final double SCALE = 1.28;
  private final Tensors random = new Tensors(12);

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void feedForward(boolean swish, boolean dropout) {
    Scope.run(
        () ->
            new KernelTwin(
                    "feed_forward",
                    new int[] {0, 1, 2, 3, 4},
                    random.normal(2, 5, 4),
                    random.normal(12, 4),
                    random.normal(12),
                    random.normal(4, 12),
                    random.normal(4),
                    dropout ? random.keep(2, 5, 12) : Tensors.none(),
                    Tensors.number(SCALE),
                    Tensors.number(swish ? 1L : 0L))
                .withMatrices(1, 3)
                .check(
                    a -> {
                      NDArray h = affine(a[0], a[1], a[2]);
                      NDArray gate = swish ? sigmoid(h) : h.gt(0).toType(DataType.FLOAT64, true);
                      h = h.mul(gate);
                      if (dropout) {
                        h = h.mul(a[5].toType(DataType.FLOAT64, true)).mul(Tensors.number(SCALE));
                      }
                      return new NDList(affine(h, a[3], a[4]));
                    }));
  }

  @Test
  void gatedLinear() {
    Scope.run(
        () ->
            new KernelTwin(
                    "gated_linear",
                    new int[] {0, 1, 2},
                    random.normal(2, 5, 4),
                    random.normal(8, 4),
                    random.normal(8))
                .withMatrices(1)
                .check(
                    a -> {
                      NDArray values = affine(a[0], a[1].get("0:4"), a[2].get("0:4"));
                      NDArray gates = affine(a[0], a[1].get("4:8"), a[2].get("4:8"));
                      return new NDList(values.mul(sigmoid(gates)));
                    }));
  }

  @Test
  void linear() {
    Scope.run(
        () ->
            new KernelTwin(
                    "linear",
                    new int[] {0, 1, 2},
                    random.normal(2, 5, 4),
                    random.normal(3, 4),
                    random.normal(3))
                .withMatrices(1)
                .check(a -> new NDList(affine(a[0], a[1], a[2]))));
  }

  @Test
  void layerNorm() {
    Scope.run(
        () ->
            new KernelTwin(
                    "layer_norm",
                    new int[] {0, 1, 2},
                    random.normal(2, 5, 8).mul(3).add(2),
                    random.normal(8),
                    random.normal(8))
                .check(
                    a -> {
                      int[] last = {2};
                      NDArray centred = a[0].sub(a[0].mean(last, true));
                      NDArray variance = centred.mul(centred).mean(last, true);
                      return new NDList(centred.div(variance.add(1e-5).sqrt()).mul(a[1]).add(a[2]));
                    }));
  }

  @Test
  void dropout() {
    Scope.run(
        () ->
            new KernelTwin(
                    "dropout",
                    new int[] {0},
                    random.normal(2, 5, 4),
                    random.keep(2, 5, 4),
                    Tensors.number(SCALE))
                .check(
                    a ->
                        new NDList(
                            a[0].mul(a[1].toType(DataType.FLOAT64, true))
                                .mul(Tensors.number(SCALE)))));
  }

  @Test
  void selectRows() {
    Scope.run(
        () ->
            new KernelTwin(
                    "select_rows",
                    new int[] {0},
                    random.normal(4, 2, 3),
                    Torch.manager().create(new long[] {2, 0, 2}))
                .check(
                    a ->
                        new NDList(
                            a[0].get("2:3").concat(a[0].get("0:1")).concat(a[0].get("2:3")))));
  }

  @Test
  void split() {
    Scope.run(
        () ->
            new KernelTwin("split", new int[] {0}, random.normal(2, 5, 6), Tensors.number(3L))
                .check(
                    a ->
                        new NDList(
                            a[0].get(":, :, 0:2"), a[0].get(":, :, 2:4"), a[0].get(":, :, 4:6"))));
  }

  /** Pieces to vectors by a one-hot matrix, times √e; a piece that occurs twice counts twice. */
  @ParameterizedTest
  @CsvSource({"0, true", "3, true", "0, false", "2, false"})
  void embed(long offset, boolean projected) {
    long[] ids = {1, 4, 1, 0, 6, 4, 4, 2};
    Scope.run(
        () -> {
          int e = 4;
          int d = projected ? 6 : e;
          NDArray none = Tensors.none();
          new KernelTwin(
                  "embed",
                  projected ? new int[] {1, 4, 5} : new int[] {1},
                  Torch.manager().create(ids, new Shape(2, 4)),
                  random.normal(7, e),
                  random.normal(9, d),
                  Tensors.number(offset),
                  projected ? random.normal(d, e) : none,
                  projected ? random.normal(d) : none)
              .withMatrices(projected ? new int[] {4} : new int[] {})
              .check(
                  a -> {
                    double[][] hot = new double[ids.length][7];
                    for (int i = 0; i < ids.length; i++) {
                      hot[i][(int) ids[i]] = 1;
                    }
                    NDArray x =
                        Torch.manager().create(hot).matMul(a[1]).mul(Tensors.number(Math.sqrt(e)));
                    NDArray wide = projected ? affine(x, a[4], a[5]) : x;
                    return new NDList(
                        wide.reshape(2, 4, d)
                            .add(a[2].get(offset + ":" + (offset + 4)).expandDims(0)));
                  });
        });
  }

  private static NDArray affine(NDArray x, NDArray weight, NDArray bias) {
    return x.matMul(weight.transpose()).add(bias);
  }

  private static NDArray sigmoid(NDArray x) {
    return Tensors.number(1.0).div(x.neg().exp().add(1));
  }
}
