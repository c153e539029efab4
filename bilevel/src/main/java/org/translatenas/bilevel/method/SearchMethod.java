package org.translatenas.bilevel.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.translatenas.bilevel.Memory;
import org.translatenas.bilevel.discrete.Discretiser;
import org.translatenas.bilevel.gradient.ArchitectureGradient;
import org.translatenas.bilevel.objective.DiscreteObjective;
import org.translatenas.bilevel.objective.Objective;
import org.translatenas.bilevel.objective.Penalty;
import org.translatenas.bilevel.relaxation.Categorical;
import org.translatenas.bilevel.sampling.ArchitectureDistribution;
import org.translatenas.bilevel.schedule.UpdateSchedule;

/**
 * A search method: a combination of parts. Some remember, so each search has its own.
 *
 * @param distribution what α stands for
 * @param gradient how α learns; null where it does not, as in random search
 * @param objective which data judge
 * @param samplePenalties terms of what the supernet computes with: A, or the draw
 * @param mixingPenalties terms of A
 * @param discreteObjectives terms without a gradient
 * @param schedule when weights and architecture are stepped
 * @param discretiser one architecture of A
 * @param drawBatches on which one drawn architecture is scored at the end, when the best of them is
 *     taken; 0: the discretiser's is taken
 */
public record SearchMethod(
    ArchitectureDistribution distribution,
    ArchitectureGradient gradient,
    Objective objective,
    List<Penalty> samplePenalties,
    List<Penalty> mixingPenalties,
    List<DiscreteObjective> discreteObjectives,
    UpdateSchedule schedule,
    Discretiser discretiser,
    int drawBatches) {

  /** Refuses what cannot be combined, with the reason. */
  public SearchMethod {
    samplePenalties = List.copyOf(samplePenalties);
    mixingPenalties = List.copyOf(mixingPenalties);
    discreteObjectives = List.copyOf(discreteObjectives);
    Combination.check(distribution, gradient, objective, schedule);
    if (!discreteObjectives.isEmpty() && !(distribution.relaxation() instanceof Categorical)) {
      throw new IllegalArgumentException(
          "relaxation must be softmax with an objective that has no gradient: it needs the"
              + " probability of a discrete architecture");
    }
  }

  /** What a checkpoint must keep beside tensors. */
  List<Memory> memories() {
    List<Memory> all = new ArrayList<>();
    all.add(gradient == null ? null : gradient.memory());
    all.add(schedule.memory());
    samplePenalties.forEach(penalty -> all.add(penalty.memory()));
    mixingPenalties.forEach(penalty -> all.add(penalty.memory()));
    discreteObjectives.forEach(term -> all.add(term.baseline()));
    all.removeIf(Objects::isNull);
    return all;
  }
}
