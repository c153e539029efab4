package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A residual stream of multiples of 2^−q in floating-point tensors: the input of the stack and
 * every G_k are rounded to it, so sums and differences are exact, and X_k = Y_k − G_k gives the
 * very bits, as long as all values stay below 2^(m − q), m the bits of the type's significand (24
 * for float32). Gradients pass straight through the rounding.
 */
public final class FixedPointStream implements ResidualStream {
  private static final double ALARM_SHARE = 0.5;

  private final int bits;
  private final String stack;
  private final Consumer<String> alarm;
  private final Set<Integer> alarmed = new HashSet<>();

  /**
   * A stream with {@code bits} = q fractional bits.
   *
   * @param stack whose stream it is ("encoder"), for messages
   * @param alarm hears once for each layer that comes to half the limit, with a line that names it
   */
  public FixedPointStream(int bits, String stack, Consumer<String> alarm) {
    if (bits < 1 || bits > 23) {
      throw new IllegalArgumentException(
          "a fixed-point stream has 1 to 23 fractional bits, not " + bits);
    }
    this.bits = bits;
    this.stack = stack;
    this.alarm = alarm;
  }

  @Override
  public NDArray round(NDArray x) {
    return Kernel.named("fixed_point").call(x, Torch.host().create((float) (1L << bits)));
  }

  @Override
  public void check(int layer, NDArray y) {
    double limit = limit(y.getDataType());
    double largest = largest(y);
    // A value that is no number is not below the limit either.
    if (!(largest < limit)) {
      throw new StreamOverflowException(
          String.format(
              Locale.ROOT,
              "%s, layer %d: the fixed-point stream has reached %.0f, where its limit at %d"
                  + " fractional bits is %.0f; take fewer bits, or a float32 stream with stored"
                  + " boundaries",
              stack,
              layer,
              largest,
              bits,
              limit));
    }
    if (largest >= ALARM_SHARE * limit && alarmed.add(layer)) {
      alarm.accept(
          String.format(
              Locale.ROOT,
              "%s, layer %d: the fixed-point stream has reached %.0f, near its limit of %.0f",
              stack,
              layer,
              largest,
              limit));
    }
  }

  /** In a scope of its own: what it makes would keep y's memory as long as the caller's lives. */
  private static double largest(NDArray y) {
    double[] found = new double[1];
    Scope.run(
        () ->
            found[0] =
                Torch.notRecording(
                    () -> y.stopGradient().abs().max().toType(DataType.FLOAT64, true).getDouble()));
    return found[0];
  }

  private double limit(DataType type) {
    int significand = type == DataType.FLOAT64 ? 53 : 24;
    return Math.scalb(1.0, significand - bits);
  }
}
