package org.translatenas.training.optimiser;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Profile;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;

/**
 * Adam (Kingma and Ba 2015) with clipping by global norm, over a whole parameter set in one call.
 */
public final class Adam implements AutoCloseable {
  private final ParameterSet parameters;
  private final AdamSettings settings;
  private final NDArray moment1;
  private final NDArray moment2;
  private long updates;

  /** A fresh optimiser of {@code parameters}. */
  public Adam(ParameterSet parameters, AdamSettings settings) {
    this.parameters = parameters;
    this.settings = settings;
    moment1 = Scope.permanent(() -> parameters.values().zerosLike());
    moment2 = Scope.permanent(() -> parameters.values().zerosLike());
  }

  /**
   * One update from the gradients in the set's buffers, which are set to zero afterwards. Gradients
   * whose norm is not finite change nothing and do not count as an update.
   *
   * @param rate learning rate
   * @param gradientScale the gradients are multiplied by this first
   * @param clipNorm most global norm of the scaled gradients; 0 for no clipping
   * @return the norm of the scaled gradients before clipping
   */
  public double step(double rate, double gradientScale, double clipNorm) {
    return Torch.profile()
        .time(Profile.Part.OPTIMISER, () -> update(rate, gradientScale, clipNorm));
  }

  private double update(double rate, double gradientScale, double clipNorm) {
    double[] options = {
      rate,
      settings.beta1(),
      settings.beta2(),
      settings.epsilon(),
      settings.weightDecay(),
      clipNorm,
      updates + 1,
      gradientScale
    };
    double[] norm = new double[1];
    Scope.run(() -> norm[0] = Torch.notRecording(() -> call(options)).get(0).getDouble(0));
    parameters.zeroGradients();
    if (Double.isFinite(norm[0])) {
      updates++;
    }
    return norm[0];
  }

  private NDList call(double[] options) {
    return Kernel.named("adam")
        .with()
        .tensor(parameters.values())
        .tensor(parameters.gradients())
        .tensor(moment1)
        .tensor(moment2)
        .tensor(Torch.host().create(options))
        .call();
  }

  /** What it was made with. */
  public AdamSettings settings() {
    return settings;
  }

  /** Updates so far. */
  public long updates() {
    return updates;
  }

  /** Means of gradients, flat; with {@link #moment2} and {@link #updates} the whole state. */
  public NDArray moment1() {
    return moment1;
  }

  /** Means of squared gradients, flat. */
  public NDArray moment2() {
    return moment2;
  }

  /** After the moments have been filled from a checkpoint: how many updates they stand for. */
  public void restoreUpdates(long count) {
    updates = count;
  }

  @Override
  public void close() {
    moment1.close();
    moment2.close();
  }
}
