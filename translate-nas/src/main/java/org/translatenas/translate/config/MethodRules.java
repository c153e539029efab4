package org.translatenas.translate.config;

import org.translatenas.bilevel.gradient.Curvature;
import org.translatenas.bilevel.method.MethodBuilder;
import org.translatenas.bilevel.method.MethodName;
import org.translatenas.bilevel.method.MethodParts;
import org.translatenas.bilevel.method.MethodParts.DerivationKind;
import org.translatenas.bilevel.method.MethodParts.DiscretiserKind;
import org.translatenas.bilevel.method.MethodParts.GradientKind;
import org.translatenas.bilevel.method.MethodParts.RegulariserKind;
import org.translatenas.bilevel.method.MethodParts.RelaxationKind;
import org.translatenas.bilevel.objective.Objective;

/** What cannot be combined in a search of a translation architecture, with the reason. */
final class MethodRules {
  private MethodRules() {}

  static void check(
      MethodName method, MethodParts given, double weightShare, boolean judgesByBleu) {
    MethodParts parts = given.over(method.parts());
    try {
      MethodBuilder unused = new MethodBuilder(parts);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("parts." + e.getMessage(), e);
    }
    refuse(
        parts.duplicatePenalty() != 0,
        "parts.duplicatePenalty must be 0: it is about nodes of cells that take one input through"
            + " one operation twice, and nodes of this space do not choose their input");
    refuse(
        parts.discretiser() == DiscretiserKind.TOP_EDGES
            || parts.discretiser() == DiscretiserKind.PAIRED_SELECTORS,
        "parts.discretiser must be argmax or argmax-without-zero: the others are about the edges of"
            + " cells, and nodes of this space do not choose their input");
    refuse(
        parts.hvp() == Curvature.Kind.DOUBLE_BACKWARD,
        "parts.hvp must be auto or finite-differences: the supernet gives gradients without a graph of"
            + " their own");
    boolean validates =
        parts.derivation() == DerivationKind.BEST_OF_DRAWS
            || parts.objective() != Objective.Kind.TRAINING;
    refuse(
        !(weightShare > 0 && weightShare <= 1),
        "weightShare must be in (0, 1], not " + weightShare);
    refuse(
        validates && weightShare == 1,
        "weightShare must be below 1 where architectures are judged on data that the weights do"
            + " not see");
    refuse(
        judgesByBleu && parts.relaxation() == RelaxationKind.CLAMP,
        "bleuWeight must be 0 with the clamped relaxation, which gives no architecture a"
            + " probability");
    refuse(
        parts.gradient() == GradientKind.NONE
            && (parts.entropyWeight() != 0 || parts.regulariser() != RegulariserKind.NONE),
        "parts.entropyWeight and parts.regulariser must be 0 and none with gradient none, in which"
            + " no mixing weights are learnt that they could draw towards an architecture");
  }

  private static void refuse(boolean condition, String reason) {
    if (condition) {
      throw new IllegalArgumentException(reason);
    }
  }
}
