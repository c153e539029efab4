package org.translatenas.translate.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.process.Median;

/**
 * Seconds that matrix products of given sizes take with nothing around them, medians. Each try has
 * other operands, as the layers of a model have: they come from memory, not from a cache.
 */
final class BareProducts {
  private static final int TRIES = 36;
  private static final int OPERANDS = 12;

  private BareProducts() {}

  /** Rows [rows, in] times [out, in] transposed, with a bias. */
  static double linear(long rows, long in, long out) {
    return time(
        () -> {
          NDArray x = Torch.manager().randomNormal(new Shape(rows, in));
          NDArray weight = Torch.manager().randomNormal(new Shape(out, in));
          NDArray bias = Torch.manager().zeros(new Shape(out));
          return () -> Kernel.named("linear").call(x, weight, bias);
        });
  }

  /** Queries [batch, queries, width] times keys [batch, keys, width], and weights times values. */
  static double attention(long batch, long queries, long width, long keys) {
    return time(
        () -> {
          NDArray query = Torch.manager().randomNormal(new Shape(batch, queries, width));
          NDArray key = Torch.manager().randomNormal(new Shape(batch, width, keys));
          NDArray value = Torch.manager().randomNormal(new Shape(batch, keys, width));
          return () -> query.matMul(key).matMul(value);
        });
  }

  private static double time(Supplier<Runnable> made) {
    double[] seconds = new double[TRIES];
    Scope.run(
        () -> {
          List<Runnable> products = Stream.generate(made).limit(OPERANDS).toList();
          products.forEach(Scope::run);
          for (int i = 0; i < TRIES; i++) {
            long begin = System.nanoTime();
            Scope.run(products.get(i % OPERANDS));
            seconds[i] = (System.nanoTime() - begin) / 1e9;
          }
        });
    return Median.of(seconds);
  }
}
