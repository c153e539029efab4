package org.translatenas.bilevel.method;

import java.util.ArrayList;
import java.util.List;
import org.translatenas.bilevel.discrete.Discretiser;
import org.translatenas.bilevel.gradient.ArchitectureGradient;
import org.translatenas.bilevel.gradient.Curvature;
import org.translatenas.bilevel.gradient.FirstOrder;
import org.translatenas.bilevel.gradient.NeumannHypergradient;
import org.translatenas.bilevel.gradient.Pathwise;
import org.translatenas.bilevel.gradient.Rebar;
import org.translatenas.bilevel.gradient.Reinforce;
import org.translatenas.bilevel.gradient.Unrolled;
import org.translatenas.bilevel.method.MethodParts.DerivationKind;
import org.translatenas.bilevel.method.MethodParts.RelaxationKind;
import org.translatenas.bilevel.objective.AdmmPenalty;
import org.translatenas.bilevel.objective.DiscreteObjective;
import org.translatenas.bilevel.objective.EntropyPenalty;
import org.translatenas.bilevel.objective.Objective;
import org.translatenas.bilevel.objective.Penalty;
import org.translatenas.bilevel.objective.ProximityPenalty;
import org.translatenas.bilevel.relaxation.ClampRelaxation;
import org.translatenas.bilevel.relaxation.Relaxation;
import org.translatenas.bilevel.relaxation.SoftenedRelaxation;
import org.translatenas.bilevel.relaxation.SoftmaxRelaxation;
import org.translatenas.bilevel.sampling.ArchitectureDistribution;
import org.translatenas.bilevel.sampling.ConcreteSampler;
import org.translatenas.bilevel.sampling.OneHotSampler;
import org.translatenas.bilevel.sampling.RebarSampler;
import org.translatenas.bilevel.sampling.Sampler;
import org.translatenas.bilevel.sampling.Temperature;
import org.translatenas.bilevel.sampling.UniformSampler;
import org.translatenas.bilevel.schedule.Alternating;
import org.translatenas.bilevel.schedule.Informed;
import org.translatenas.bilevel.schedule.Joint;
import org.translatenas.bilevel.schedule.SameBatch;
import org.translatenas.bilevel.schedule.UpdateSchedule;
import org.translatenas.bilevel.schedule.Warmup;

/** Makes a {@link SearchMethod} of named parts. */
public final class MethodBuilder {
  private final MethodParts parts;

  /** For {@code parts}, none of them null. Refuses what cannot be combined. */
  public MethodBuilder(MethodParts parts) {
    this.parts = parts;
    Combination.check(distribution(), gradient(), objective(), schedule(0));
    Combination.checkDerivation(parts);
    Combination.checkShares(parts);
    checkNumbers();
  }

  /** Those that are not read before a search begins: a wrong one is refused now. */
  private void checkNumbers() {
    List<Penalty> unused = mixingPenalties(mixing -> mixing);
    refuseUnless(parts.costWeight() >= 0, "costWeight", "at least 0", parts.costWeight());
    checkDecay("architectureBeta1", parts.architectureBeta1());
    checkDecay("architectureBeta2", parts.architectureBeta2());
  }

  private static void checkDecay(String key, double value) {
    refuseUnless(value >= 0 && value < 1, key, "at least 0 and below 1", value);
  }

  private static void refuseUnless(boolean holds, String key, String range, double value) {
    if (!holds) {
      throw new IllegalArgumentException(key + " must be " + range + ", not " + value);
    }
  }

  /**
   * The method of one search.
   *
   * @param warmupUpdates of the weights alone
   * @param discretiser of the space
   * @param penalties of the space, on what the supernet computes with
   * @param discreteObjectives of the space
   * @param drawBatches on which one drawn architecture is scored where the best of them is taken
   */
  public SearchMethod build(
      long warmupUpdates,
      Discretiser discretiser,
      List<Penalty> penalties,
      List<DiscreteObjective> discreteObjectives,
      int drawBatches) {
    return new SearchMethod(
        distribution(),
        gradient(),
        objective(),
        penalties,
        mixingPenalties(discretiser),
        discreteObjectives,
        schedule(warmupUpdates),
        discretiser,
        parts.derivation() == DerivationKind.BEST_OF_DRAWS ? drawBatches : 0);
  }

  private ArchitectureDistribution distribution() {
    return new ArchitectureDistribution(relaxation(), sampler());
  }

  private Relaxation relaxation() {
    boolean softened = parts.softening() != 0;
    if (softened && parts.inverseTemperature() != 1) {
      throw new IllegalArgumentException(
          "softening must be 0 with an inverseTemperature other than 1: they are two relaxations");
    }
    if (parts.relaxation() == RelaxationKind.CLAMP) {
      return new ClampRelaxation();
    }
    return softened
        ? new SoftenedRelaxation(parts.softening())
        : new SoftmaxRelaxation(parts.inverseTemperature());
  }

  private Sampler sampler() {
    Temperature temperature = new Temperature(parts.temperature(), parts.finalTemperature());
    return switch (parts.sampler()) {
      case NONE -> null;
      case CONCRETE -> new ConcreteSampler(temperature);
      case REBAR -> new RebarSampler(temperature);
      case ONE_HOT -> new OneHotSampler(temperature);
      case UNIFORM -> new UniformSampler();
    };
  }

  private ArchitectureGradient gradient() {
    Curvature curvature = new Curvature(parts.hvp(), parts.hvpRadius());
    return switch (parts.gradient()) {
      case FIRST_ORDER -> new Pathwise(new FirstOrder());
      case UNROLLED -> new Pathwise(new Unrolled(curvature));
      case IMPLICIT ->
          new Pathwise(
              new NeumannHypergradient(parts.neumannTerms(), parts.neumannScale(), curvature));
      case REBAR -> new Rebar();
      case REINFORCE -> new Reinforce();
      case NONE -> null;
    };
  }

  private Objective objective() {
    return new Objective(parts.objective(), parts.gapWeight());
  }

  private UpdateSchedule schedule(long warmupUpdates) {
    UpdateSchedule after =
        switch (parts.schedule()) {
          case ALTERNATING -> new Alternating(parts.weightSteps(), parts.architectureSteps());
          case JOINT -> new Joint();
          case SAME_BATCH -> new SameBatch();
          case INFORMED -> new Informed(parts.informedFrequency(), parts.informedThreshold());
        };
    return new Warmup(warmupUpdates, after);
  }

  private List<Penalty> mixingPenalties(Discretiser discretiser) {
    List<Penalty> penalties = new ArrayList<>();
    double weight = parts.regulariserWeight();
    switch (parts.regulariser()) {
      case NONE -> {}
      case PROXIMITY -> penalties.add(new ProximityPenalty(weight, false, discretiser));
      case ADJUSTED_PROXIMITY -> penalties.add(new ProximityPenalty(weight, true, discretiser));
      case ADMM -> penalties.add(new AdmmPenalty(weight, parts.admmPeriod(), false, discretiser));
      case PUBLISHED_ADMM ->
          penalties.add(new AdmmPenalty(weight, parts.admmPeriod(), true, discretiser));
    }
    if (parts.entropyWeight() != 0) {
      penalties.add(new EntropyPenalty(parts.entropyWeight()));
    }
    return penalties;
  }
}
