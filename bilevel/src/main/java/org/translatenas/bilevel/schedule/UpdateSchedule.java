package org.translatenas.bilevel.schedule;

import org.translatenas.bilevel.Memory;

/** In what order weights and architecture are stepped. */
public interface UpdateSchedule {
  /**
   * What belongs to the {@code update}-th step of the weights, from 1.
   *
   * <p>Asked once for each update, in order.
   */
  Plan plan(long update);

  /** Hears ‖∂L1/∂w‖² of each step of the weights, before clipping. */
  default void observe(double squaredGradientNorm) {}

  /** Whether the architecture never moves. */
  default boolean weightsOnly() {
    return false;
  }

  /** Whether architecture and weights move on the same batch or in one step. */
  default boolean sharesBatch() {
    return false;
  }

  /** Whether both move by one evaluation. */
  default boolean joint() {
    return false;
  }

  /** Whether the architecture must be judged on data that the weights do not see. */
  default boolean needsValidation() {
    return false;
  }

  /** What a checkpoint must keep; null for nothing. */
  default Memory memory() {
    return null;
  }

  /** One step of the weights and the architecture's steps around it. */
  record Plan(Kind kind, int before, int after) {
    /** How the two belong together. */
    public enum Kind {
      /** A step of the weights, with so many of the architecture before and after it. */
      ALTERNATING,
      /** One evaluation of one batch steps both. */
      JOINT,
      /** First the architecture, then the weights, on one batch and one draw. */
      SAME_BATCH
    }

    /** The weights alone. */
    public static final Plan WEIGHTS = new Plan(Kind.ALTERNATING, 0, 0);
  }
}
