package org.translatenas.bilevel.method;

import org.translatenas.bilevel.method.MethodParts.DerivationKind;
import org.translatenas.bilevel.method.MethodParts.GradientKind;
import org.translatenas.bilevel.method.MethodParts.ScheduleKind;
import org.translatenas.bilevel.objective.Objective;

/**
 * What a method spends, in gradient evaluations of the supernet on one batch. An evaluation without
 * a gradient, the forward pass alone, counts as a third of one. Each step of the weights is one.
 *
 * @param architectureSteps for each step of the weights after the warm-up; of the informed schedule
 *     in the long run
 * @param each evaluations for one step of the architecture, beyond those of the weights
 * @param atEnd evaluations after the last update, for each step of the weights: those that score
 *     drawn architectures
 */
public record EvaluationCost(double architectureSteps, double each, double atEnd) {
  /** Of an evaluation without a gradient. */
  public static final double FORWARD = 1.0 / 3;

  /** Of a method with {@code parts}, none of them null. */
  public static EvaluationCost of(MethodParts parts) {
    double atEnd = parts.derivation() == DerivationKind.BEST_OF_DRAWS ? FORWARD : 0;
    if (parts.gradient() == GradientKind.NONE) {
      return new EvaluationCost(0, 0, atEnd);
    }
    double steps =
        switch (parts.schedule()) {
          case ALTERNATING -> (double) parts.architectureSteps() / parts.weightSteps();
          case JOINT, SAME_BATCH -> 1;
          case INFORMED -> 1 / (1 + parts.informedFrequency());
        };
    boolean joint = parts.schedule() == ScheduleKind.JOINT;
    return new EvaluationCost(steps, joint ? 0 : each(parts), atEnd);
  }

  private static double each(MethodParts parts) {
    double batches = parts.objective() == Objective.Kind.GAP ? 2 : 1;
    return switch (parts.gradient()) {
      case NONE -> 0;
      case FIRST_ORDER -> batches;
      case UNROLLED -> 1 + batches + 2; // the step, the loss after it, a mixed product
      case IMPLICIT -> {
        int terms = parts.neumannTerms();
        int hessians = terms == 0 ? 0 : 1 + terms; // all share the gradient at w
        yield batches + hessians + 2; // a mixed product
      }
      case REBAR -> batches * (1 + FORWARD);
      case REINFORCE -> batches * FORWARD;
    };
  }

  /**
   * The updates for which {@code budget} evaluations suffice, at least 1.
   *
   * @param warmupShare of the updates that step the weights alone
   */
  public long updates(double budget, double warmupShare) {
    return Math.max(1, Math.round(budget / perUpdate(warmupShare)));
  }

  /**
   * Tensors as large as all the weights that a method holds beside the activations of an
   * evaluation: what it needs in memory above weights, gradients and optimiser. As many as with
   * finite differences, which is how large supernets have their second-order products.
   */
  public static int weightTensors(MethodParts parts) {
    return switch (parts.gradient()) {
      // A copy of the weights, with the step or what the product is along; and the training
      // gradient.
      case UNROLLED -> parts.objective() == Objective.Kind.GAP ? 3 : 2;
      // A copy of the weights, with the sum; and the last term and the gradient at the weights.
      case IMPLICIT -> parts.neumannTerms() == 0 ? 2 : 4;
      case FIRST_ORDER, REBAR, REINFORCE, NONE -> 0;
    };
  }

  /** Evaluations for each step of the weights, in the mean over a search. */
  public double perUpdate(double warmupShare) {
    return 1 + (1 - warmupShare) * architectureSteps * each + atEnd;
  }
}
