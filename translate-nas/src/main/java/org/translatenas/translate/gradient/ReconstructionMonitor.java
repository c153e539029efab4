package org.translatenas.translate.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.Locale;
import java.util.function.Consumer;
import org.translatenas.reversible.Scope;

/**
 * Watches how exactly stacks are reconstructed: every so many passes the input that the backward
 * pass arrives at is compared with the true one, which is at hand. The error is max |found − true|
 * / max |true|; from {@link #LIMIT} on gradients are no longer to be trusted.
 */
public final class ReconstructionMonitor {
  /** Errors from here on are warned of. */
  public static final double LIMIT = 1e-3;

  /** Watches nothing. */
  public static final ReconstructionMonitor OFF = new ReconstructionMonitor(0, line -> {});

  private final int every;
  private final Consumer<String> warnings;
  private long passes;
  private double worst = Double.NaN;

  /**
   * A monitor of each {@code every}-th pass that has a backward pass, the first included.
   *
   * @param every 0 for none
   * @param warnings takes a line of text
   */
  public ReconstructionMonitor(int every, Consumer<String> warnings) {
    this.every = every;
    this.warnings = warnings;
  }

  /** Counts a pass and says whether it is to be compared. */
  boolean due() {
    return every > 0 && passes++ % every == 0;
  }

  /** Compares the reconstructed input of the stack {@code name} with the true one. */
  void compare(String name, NDList found, NDList truth) {
    double[] error = new double[1];
    Scope.run(
        () -> {
          double difference = 0;
          double scale = 0;
          for (int i = 0; i < truth.size(); i++) {
            difference = Math.max(difference, largest(found.get(i).sub(truth.get(i))));
            scale = Math.max(scale, largest(truth.get(i)));
          }
          error[0] = difference / scale;
        });
    worst = Double.isNaN(worst) ? error[0] : Math.max(worst, error[0]);
    if (!(error[0] < LIMIT)) {
      warnings.accept(
          String.format(
              Locale.ROOT,
              "the %s's input is reconstructed with a relative error of %.1e (limit %.0e): its"
                  + " gradients are not exact; set reversible.boundaryEvery to 6 or"
                  + " reversible.stream to fixed-point",
              name,
              error[0],
              LIMIT));
    }
  }

  private static double largest(NDArray x) {
    double value = x.abs().max().toType(DataType.FLOAT64, true).getDouble();
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
  }

  /** The largest error since this was last asked; NaN when nothing was compared. */
  public double takeWorst() {
    double taken = worst;
    worst = Double.NaN;
    return taken;
  }
}
