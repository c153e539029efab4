package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attention kernels against softmax(q k' / √(c/H)) v, head by head. */
class AttentionKernelsTest {
  private static final int B = 2;
  private static final int T = 5;
  private static final double SCALE = 1.28;

  @ParameterizedTest
  @CsvSource({
    "1, false, false",
    "1, true, true",
    "2, false, true",
    "2, true, false",
    "3, false, false",
    "3, true, false",
    "3, false, true",
    "3, true, true"
  })
  void selfAttention(int heads, boolean causal, boolean dropout) {
    selfAttention(T, 6, heads, causal, dropout);
  }

  private static void selfAttention(
      int length, long c, int heads, boolean causal, boolean dropout) {
    Scope.run(
        () -> {
          Tensors random = new Tensors(heads);
          NDArray keep = dropout ? random.keep(B, heads, length, length) : Tensors.none();
          new KernelTwin(
                  "self_attention",
                  new int[] {0, 1, 2, 3, 4},
                  random.normal(B, length, c),
                  random.normal(3 * c, c),
                  random.normal(3 * c),
                  random.normal(c, c),
                  random.normal(c),
                  causal ? Tensors.none() : Tensors.mask(length, length, length - 2),
                  Tensors.number(heads),
                  keep,
                  Tensors.number(SCALE))
              .withMatrices(1, 3)
              .check(
                  a -> {
                    NDList qkv = affine(a[0], a[1], a[2]).split(3, 2);
                    NDArray mask = causal ? causal(length) : a[5];
                    NDArray y =
                        attention(
                            heads,
                            qkv.get(0),
                            qkv.get(1),
                            qkv.get(2),
                            mask,
                            dropout
                                ? a[7].toType(DataType.FLOAT64, true).mul(Tensors.number(SCALE))
                                : null);
                    return new NDList(affine(y, a[3], a[4]));
                  });
        });
  }

  /** Above 65,536 pairs of positions the fused operator, which works block by block. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void longSelfAttention(boolean causal) {
    selfAttention(260, 2, 1, causal, false);
  }

  @Test
  void longCrossAttention() {
    crossAttention(250, 270, 4, 2, false);
  }

  /** As long as real sentences, and so long that the fused operator works. */
  @ParameterizedTest
  @CsvSource({"70, true", "70, false", "260, true", "260, false"})
  void selfAttentionGivesTheSameBitsWithAndWithoutRecording(int length, boolean causal) {
    Scope.run(
        () -> {
          long c = 64;
          Tensors random = new Tensors(4);
          NDArray[] arguments = {
            random.normal(3, length, c),
            random.normal(3 * c, c),
            random.normal(3 * c),
            random.normal(c, c),
            random.normal(c),
            causal ? Tensors.none() : Tensors.mask(length, length, 33, 64),
            Tensors.number(4),
            Tensors.none(),
            Tensors.number(1.0)
          };
          for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].getDataType() == DataType.FLOAT64) {
              arguments[i] = arguments[i].toType(DataType.FLOAT32, true);
            }
          }
          NDArray y =
              new KernelTwin("self_attention", new int[] {0, 1}, arguments).checkBits().get(0);
          assertThat(y.abs().max().getFloat()).isPositive();
        });
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true", "4, false", "4, true", "8, false", "8, true"})
  void crossAttention(int heads, boolean dropout) {
    crossAttention(T, 7, 8, heads, dropout);
  }

  private static void crossAttention(int length, int sources, long c, int heads, boolean dropout) {
    Scope.run(
        () -> {
          Tensors random = new Tensors(heads);
          NDArray keep = dropout ? random.keep(B, heads, length, sources) : Tensors.none();
          new KernelTwin(
                  "cross_attention",
                  new int[] {0, 1, 2, 3, 4, 5, 6},
                  random.normal(B, length, c),
                  random.normal(c, c),
                  random.normal(c),
                  random.normal(B, heads, sources, c / heads),
                  random.normal(B, heads, sources, c / heads),
                  random.normal(c, c),
                  random.normal(c),
                  Tensors.mask(sources, sources - 3, sources),
                  keep,
                  Tensors.number(SCALE))
              .withMatrices(1, 5)
              .check(
                  a -> {
                    NDArray y =
                        attention(
                            heads,
                            affine(a[0], a[1], a[2]),
                            merged(a[3]),
                            merged(a[4]),
                            a[7],
                            dropout
                                ? a[8].toType(DataType.FLOAT64, true).mul(Tensors.number(SCALE))
                                : null);
                    return new NDList(affine(y, a[5], a[6]));
                  });
        });
  }

  /** The hypotheses of a sentence are the rows of one query. */
  @Test
  void crossAttentionStep() {
    Scope.run(
        () -> {
          long c = 8;
          int heads = 2;
          int sources = 7;
          Tensors random = new Tensors(4);
          NDArray x = random.normal(B, 3, c);
          NDArray keys = random.normal(B, heads, sources, c / heads);
          NDArray values = random.normal(B, heads, sources, c / heads);
          NDArray[] w = {
            random.normal(c, c), random.normal(c), random.normal(c, c), random.normal(c)
          };
          NDArray mask = Tensors.mask(sources, sources - 3, sources);
          NDArray query = affine(x, w[0], w[1]);
          NDArray y = attention(heads, query, merged(keys), merged(values), mask, null);
          NDList result =
              Kernel.named("cross_attention_step")
                  .run(
                      new NDList(
                          x.reshape(3L * B, 1, c), w[0], w[1], keys, values, w[2], w[3], mask));
          assertThat(Tensors.relative(result.get(0).reshape(B, 3, c), affine(y, w[2], w[3])))
              .isLessThan(1e-12);
          // Weights times values are what the heads give.
          NDArray weighted = merged(result.get(1).matMul(values));
          assertThat(Tensors.relative(weighted, y)).isLessThan(1e-12);
        });
  }

  @Test
  void memoryProjection() {
    Scope.run(
        () -> {
          long c = 6;
          int heads = 3;
          Tensors random = new Tensors(8);
          new KernelTwin(
                  "memory_projection",
                  new int[] {0, 1, 2},
                  random.normal(B, T, 10),
                  random.normal(2 * c, 10),
                  random.normal(2 * c),
                  Tensors.number(heads))
              .withMatrices(1)
              .check(
                  a -> {
                    NDArray k = affine(a[0], a[1].get("0:6"), a[2].get("0:6"));
                    NDArray v = affine(a[0], a[1].get("6:12"), a[2].get("6:12"));
                    NDList results = new NDList();
                    for (NDArray x : new NDArray[] {k, v}) {
                      NDList heads3 = x.split(heads, 2);
                      results.add(NDArrays.stack(heads3, 1));
                    }
                    return results;
                  });
        });
  }

  /** Position by position with cached keys and values: the rows of causal attention. */
  @Test
  void selfAttentionStep() {
    Scope.run(
        () -> {
          long c = 6;
          int heads = 2;
          Tensors random = new Tensors(3);
          NDArray x = random.normal(B, T, c);
          NDArray[] w = {
            random.normal(3 * c, c), random.normal(3 * c), random.normal(c, c), random.normal(c)
          };
          NDList qkv = affine(x, w[0], w[1]).split(3, 2);
          NDArray expected =
              affine(
                  attention(heads, qkv.get(0), qkv.get(1), qkv.get(2), causal(T), null),
                  w[2],
                  w[3]);
          // Two hypotheses of a sentence: the first as in x; the second leaves it after two
          // positions.
          Shape shape = new Shape(B, heads, 2L * T, c / heads);
          NDArray keys = Torch.manager().zeros(shape, DataType.FLOAT64);
          NDArray values = Torch.manager().zeros(shape, DataType.FLOAT64);
          for (int t = 0; t < T; t++) {
            NDArray first = x.get(":, " + t + ":" + (t + 1));
            NDArray second = t < 2 ? first : random.normal(B, 1, c);
            NDArray y =
                Kernel.named("self_attention_step")
                    .call(
                        first.concat(second, 1).reshape(2L * B, 1, c),
                        w[0],
                        w[1],
                        w[2],
                        w[3],
                        keys,
                        values,
                        slots(t),
                        paths(t));
            NDArray wanted = expected.get(":, " + t + ":" + (t + 1));
            NDArray rows = y.reshape(B, 2, c);
            assertThat(Tensors.relative(rows.get(":, 0:1"), wanted)).isLessThan(1e-12);
            double other = Tensors.relative(rows.get(":, 1:2"), wanted);
            assertThat(other < 1e-12).isEqualTo(t < 2);
          }
        });
  }

  /** Position t of hypothesis h stands in slot 2t + h. */
  private static NDArray slots(int t) {
    long[] slots = new long[2 * B];
    for (int row = 0; row < slots.length; row++) {
      slots[row] = 2L * t + row % 2;
    }
    return Torch.manager().create(slots);
  }

  /** The second hypothesis has its first two positions in the slots of the first. */
  private static NDArray paths(int t) {
    int used = 2 * t + 2;
    double[] mask = new double[B * 2 * used];
    for (int i = 0; i < mask.length; i++) {
      int slot = i % used;
      int hypothesis = i / used % 2;
      boolean own = slot % 2 == (slot < 4 && t >= 2 ? 0 : hypothesis);
      mask[i] = own ? 0 : Double.NEGATIVE_INFINITY;
    }
    return Torch.manager().create(mask, new Shape(B, 1, 2, used));
  }

  /** q [B, T, c], k and v [B, S, c]: head by head, the factor on the weights last. */
  private static NDArray attention(
      int heads, NDArray q, NDArray k, NDArray v, NDArray mask, NDArray factor) {
    NDList qs = split(q, heads);
    NDList ks = split(k, heads);
    NDList vs = split(v, heads);
    NDArray additive = mask.getShape().dimension() == 4 ? mask.squeeze(1) : mask;
    NDList ys = new NDList();
    for (int h = 0; h < heads; h++) {
      double root = Math.sqrt((double) qs.get(h).getShape().get(2));
      NDArray z =
          qs.get(h).matMul(ks.get(h).transpose(0, 2, 1)).div(Tensors.number(root)).add(additive);
      NDArray e = z.sub(z.max(new int[] {2}, true).stopGradient()).exp();
      NDArray weights = e.div(e.sum(new int[] {2}, true)); // [B, T, S]
      if (factor != null) {
        weights = weights.mul(factor.get(":, " + h));
      }
      ys.add(weights.matMul(vs.get(h)));
    }
    return Tensors.concat(ys, 2);
  }

  /** Along the last axis. */
  private static NDList split(NDArray x, int parts) {
    long size = x.getShape().get(2) / parts;
    NDList list = new NDList();
    for (int i = 0; i < parts; i++) {
      list.add(x.get(new NDIndex(":, :, {}:{}", i * size, (i + 1) * size)));
    }
    return list;
  }

  /** [T, T]: −∞ above the diagonal. */
  private static NDArray causal(int length) {
    double[] values = new double[length * length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % length > i / length ? Double.NEGATIVE_INFINITY : 0;
    }
    return Torch.manager().create(values, new Shape(length, length));
  }

  /** [B, H, S, c/H] to [B, S, c]. */
  private static NDArray merged(NDArray x) {
    NDArray moved = x.transpose(0, 2, 1, 3);
    return moved.reshape(moved.getShape().get(0), moved.getShape().get(1), -1);
  }

  private static NDArray affine(NDArray x, NDArray weight, NDArray bias) {
    return x.matMul(weight.transpose()).add(bias);
  }
}
