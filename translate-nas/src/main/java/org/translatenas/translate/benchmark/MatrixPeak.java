package org.translatenas.translate.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;

/**
 * The float32 matrix-product peak of this process on this machine: the best of many 1024³ products
 * by libtorch's own choice of library, which is what PyTorch's share is taken of as well.
 */
final class MatrixPeak {
  private static final int SIZE = 1024;
  private static final int TRIES = 40;

  private MatrixPeak() {}

  /** Floating-point operations a second. */
  static double measure() {
    double[] best = {Double.MAX_VALUE};
    Scope.run(
        () -> {
          NDArray x = Torch.manager().randomNormal(new Shape(SIZE, SIZE));
          NDArray y = Torch.manager().randomNormal(new Shape(SIZE, SIZE));
          for (int i = 0; i < TRIES; i++) {
            Scope.run(
                () -> {
                  long begin = System.nanoTime();
                  x.matMul(y);
                  best[0] = Math.min(best[0], (System.nanoTime() - begin) / 1e9);
                });
          }
        });
    return 2.0 * SIZE * SIZE * SIZE / best[0];
  }
}
