package org.translatenas.bilevel.method;

import org.translatenas.bilevel.gradient.ArchitectureGradient;
import org.translatenas.bilevel.gradient.FirstOrder;
import org.translatenas.bilevel.gradient.Pathwise;
import org.translatenas.bilevel.method.MethodParts.DerivationKind;
import org.translatenas.bilevel.method.MethodParts.DiscretiserKind;
import org.translatenas.bilevel.method.MethodParts.GradientKind;
import org.translatenas.bilevel.method.MethodParts.RelaxationKind;
import org.translatenas.bilevel.objective.Objective;
import org.translatenas.bilevel.sampling.ArchitectureDistribution;
import org.translatenas.bilevel.schedule.UpdateSchedule;

/** What may be combined. Refusals begin with the name of a key that mends them. */
final class Combination {
  private Combination() {}

  static void check(
      ArchitectureDistribution distribution,
      ArchitectureGradient gradient,
      Objective objective,
      UpdateSchedule schedule) {
    if (gradient == null) {
      if (!schedule.weightsOnly()) {
        throw new IllegalArgumentException(
            "gradient must not be none with a schedule that steps the architecture");
      }
      if (distribution.sampler() == null || distribution.sampler().learns()) {
        throw new IllegalArgumentException(
            "sampler must be uniform with gradient none: the weights of single architectures are"
                + " trained, and single architectures are scored at the end");
      }
      return;
    }
    if (schedule.weightsOnly()) {
      throw new IllegalArgumentException(
          "architectureSteps must be at least 1 with a gradient, or the architecture stays where"
              + " it begins");
    }
    gradient.check(distribution.sampler());
    if (schedule.joint()) {
      if (objective.kind() != Objective.Kind.TRAINING) {
        throw new IllegalArgumentException(
            "objective must be training with schedule joint: one loss steps weights and"
                + " architecture, and validation data may not train weights");
      }
      if (!(gradient instanceof Pathwise pathwise) || !(pathwise.inner() instanceof FirstOrder)) {
        throw new IllegalArgumentException(
            "gradient must be first-order with schedule joint, in which one evaluation gives the"
                + " gradients of weights and architecture");
      }
    } else if (schedule.sharesBatch() && !objective.readsTraining()) {
      throw new IllegalArgumentException(
          "objective must be training or gap with schedule same-batch: validation reads no batch"
              + " of the weights");
    }
    if (schedule.needsValidation() && !objective.readsValidation()) {
      throw new IllegalArgumentException(
          "objective must be validation or gap with schedule informed, which waits until the"
              + " weights have settled to judge them on data of their own");
    }
  }

  /** Terms of shares. */
  static void checkShares(MethodParts parts) {
    if (parts.relaxation() == RelaxationKind.CLAMP && parts.costWeight() != 0) {
      throw new IllegalArgumentException(
          "costWeight must be 0 with the clamped relaxation: it takes the mixing weights of a node as"
              + " shares, whose sum is 1");
    }
  }

  /** The part that ends a search, with what it ends. */
  static void checkDerivation(MethodParts parts) {
    boolean draws = parts.derivation() == DerivationKind.BEST_OF_DRAWS;
    if (parts.gradient() == GradientKind.NONE && !draws) {
      throw new IllegalArgumentException(
          "derivation must be best-of-draws with gradient none: nothing has been learnt that could"
              + " be derived from");
    }
    if (draws && parts.relaxation() == RelaxationKind.CLAMP) {
      throw new IllegalArgumentException(
          "derivation must be discretiser with the clamped relaxation, whose weights are no"
              + " probabilities to draw with");
    }
    if (draws && parts.discretiser() != DiscretiserKind.ARGMAX) {
      throw new IllegalArgumentException(
          "discretiser must be argmax with derivation best-of-draws, which draws one of all"
              + " candidates at each node");
    }
  }
}
