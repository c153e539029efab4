package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.architecture.OperationKind;

/**
 * The mixing weights A of one searched node, shared by its copies in the repeats of the block: a
 * tensor with one number for each candidate, and which candidates are computed at all.
 */
public final class Mixing implements AutoCloseable {
  /**
   * What of a mixture is normalised, without weights.
   *
   * @param candidates the output of each candidate is divided by its root mean square at each
   *     place, so that A alone decides how much of it there is
   * @param sum the mixture goes through a layer normalisation, as DARTS-PRIME's clamped mixing
   *     weights ask
   */
  public record Form(boolean candidates, boolean sum) {
    /** Nothing. */
    public static final Form PLAIN = new Form(false, false);
  }

  private final List<OperationKind> kinds;
  private final Parameter weights;
  private final Form form;
  private int[] active = {};
  private NDArray positions;

  /**
   * For a node whose candidates are {@code kinds}.
   *
   * @param form of the mixture
   */
  Mixing(List<OperationKind> kinds, Parameter weights, Form form) {
    this.kinds = List.copyOf(kinds);
    this.weights = weights;
    this.form = form;
    set(uniform(kinds.size()), true);
  }

  private static double[] uniform(int size) {
    double[] values = new double[size];
    Arrays.fill(values, 1.0 / size);
    return values;
  }

  /**
   * Sets A.
   *
   * @param all computes every candidate but zero, as a gradient of A asks; otherwise only those
   *     whose weight is not 0
   */
  public void set(double[] values, boolean all) {
    int[] chosen =
        IntStream.range(0, kinds.size())
            .filter(i -> kinds.get(i) != OperationKind.ZERO && (all || values[i] != 0))
            .toArray();
    if (positions == null || !Arrays.equals(chosen, active)) {
      if (positions != null) {
        positions.close();
      }
      active = chosen;
      long[] wide = IntStream.of(chosen).asLongStream().toArray();
      positions = Scope.permanent(() -> Torch.host().create(wide, new Shape(wide.length)));
    }
    Scope.run(() -> Torch.copy(Torch.manager().create(values), weights.value()));
  }

  /** Which candidates are computed. */
  int[] active() {
    return active;
  }

  /** What is normalised. */
  Form form() {
    return form;
  }

  /** {@link #active} as int64. */
  NDArray positions() {
    return positions;
  }

  /** A and its gradient. */
  public Parameter weights() {
    return weights;
  }

  /** Frees what it made; the weights belong to their set. */
  @Override
  public void close() {
    if (positions != null) {
      positions.close();
      positions = null;
    }
  }
}
