package org.translatenas.bilevel.method;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.translatenas.bilevel.gradient.Curvature;
import org.translatenas.bilevel.objective.Objective;
import org.translatenas.training.config.Default;

/**
 * The parts of a search method by name, as a configuration gives them; null where the method's own
 * stands.
 *
 * @param relaxation from α to A
 * @param inverseTemperature β of softmax(β·α)
 * @param softening ε of softmax(α) + ε
 * @param sampler how architectures are drawn
 * @param temperature τ of samples at the start
 * @param finalTemperature τ at the end; between, linear
 * @param gradient how α learns
 * @param hvp how second-order products are computed
 * @param hvpRadius length of a finite difference's step
 * @param neumannTerms K of the implicit gradient
 * @param neumannScale γ; 0 for the preconditioner of the weights' optimiser
 * @param objective which data judge
 * @param gapWeight λ of the gap
 * @param schedule when weights and architecture are stepped
 * @param weightSteps T, of the weights, by turns with
 * @param architectureSteps of the architecture
 * @param informedFrequency f
 * @param informedThreshold θ at the start
 * @param regulariser towards a discrete architecture
 * @param regulariserWeight ρ
 * @param admmPeriod architecture steps between dual updates
 * @param entropyWeight of the nodes' mean entropy
 * @param costWeight of resource costs
 * @param duplicatePenalty weight of the penalty of pairs, in cells
 * @param discretiser one architecture of A
 * @param derivation which architecture is the result: the discretiser's, or the best of several
 * @param architectureBeta1 of α's Adam
 * @param architectureBeta2 of α's Adam
 */
public record MethodParts(
    @Default("null") RelaxationKind relaxation,
    @Default("null") Double inverseTemperature,
    @Default("null") Double softening,
    @Default("null") SamplerKind sampler,
    @Default("null") Double temperature,
    @Default("null") Double finalTemperature,
    @Default("null") GradientKind gradient,
    @Default("null") Curvature.Kind hvp,
    @Default("null") Double hvpRadius,
    @Default("null") Integer neumannTerms,
    @Default("null") Double neumannScale,
    @Default("null") Objective.Kind objective,
    @Default("null") Double gapWeight,
    @Default("null") ScheduleKind schedule,
    @Default("null") Integer weightSteps,
    @Default("null") Integer architectureSteps,
    @Default("null") Double informedFrequency,
    @Default("null") Double informedThreshold,
    @Default("null") RegulariserKind regulariser,
    @Default("null") Double regulariserWeight,
    @Default("null") Integer admmPeriod,
    @Default("null") Double entropyWeight,
    @Default("null") Double costWeight,
    @Default("null") Double duplicatePenalty,
    @Default("null") DiscretiserKind discretiser,
    @Default("null") DerivationKind derivation,
    @Default("null") Double architectureBeta1,
    @Default("null") Double architectureBeta2) {
  /** Relaxations. */
  public enum RelaxationKind {
    SOFTMAX,
    CLAMP
  }

  /** Samplers. */
  public enum SamplerKind {
    NONE,
    CONCRETE,
    REBAR,
    ONE_HOT,
    UNIFORM;

    /** Whether a sample is one candidate a node, and the others are not computed. */
    public boolean drawsOne() {
      return this == ONE_HOT || this == UNIFORM;
    }
  }

  /** Gradients. */
  public enum GradientKind {
    FIRST_ORDER,
    UNROLLED,
    IMPLICIT,
    REBAR,
    REINFORCE,
    NONE
  }

  /** Schedules. */
  public enum ScheduleKind {
    ALTERNATING,
    JOINT,
    SAME_BATCH,
    INFORMED
  }

  /** Regularisers. */
  public enum RegulariserKind {
    NONE,
    PROXIMITY,
    ADJUSTED_PROXIMITY,
    ADMM,
    PUBLISHED_ADMM
  }

  /** Discretisers. */
  public enum DiscretiserKind {
    ARGMAX,
    ARGMAX_WITHOUT_ZERO,
    TOP_EDGES,
    PAIRED_SELECTORS
  }

  /** Where the result comes from. */
  public enum DerivationKind {
    DISCRETISER,
    BEST_OF_DRAWS
  }

  /** These parts, and those of {@code below} where these are null. */
  public MethodParts over(MethodParts below) {
    RecordComponent[] components = MethodParts.class.getRecordComponents();
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        Object given = components[i].getAccessor().invoke(this);
        values[i] = given != null ? given : components[i].getAccessor().invoke(below);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return MethodParts.class.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the parts of a method", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the parts of a method", e);
    }
  }
}
