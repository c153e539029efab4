package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;

/**
 * Sinusoidal positions (Vaswani et al. 2017, 3.5): sin and cos of t / 10000^(2i/d), interleaved;
 * grows as it is asked.
 */
final class Positions implements AutoCloseable {
  private final int width;
  private int length = 256;
  private NDArray table;

  Positions(int width) {
    this.width = width;
  }

  /** [at least {@code end}, d]. */
  NDArray upTo(int end, DataType type) {
    if (table == null || end > length) {
      while (length < end) {
        length *= 2;
      }
      NDArray longer =
          Scope.permanent(
              () -> {
                NDArray values = Torch.manager().create(values(), new Shape(length, width));
                // A tensor made from Java numbers lives in Java's memory, also as float64
                // "converted" to float64:
                // only a copy may outlive it.
                return values.toType(type, false).duplicate();
              });
      if (table != null) {
        table.close();
      }
      table = longer;
    }
    return table;
  }

  @Override
  public void close() {
    if (table != null) {
      table.close();
      table = null;
    }
  }

  private double[] values() {
    double[] values = new double[length * width];
    for (int t = 0; t < length; t++) {
      for (int i = 0; i < width; i++) {
        double angle = t * Math.exp(-Math.log(1e4) * (i / 2 * 2) / width);
        values[t * width + i] = i % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
      }
    }
    return values;
  }
}
