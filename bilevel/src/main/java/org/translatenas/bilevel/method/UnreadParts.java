package org.translatenas.bilevel.method;

import java.util.ArrayList;
import java.util.List;
import org.translatenas.bilevel.method.MethodParts.GradientKind;
import org.translatenas.bilevel.method.MethodParts.RegulariserKind;
import org.translatenas.bilevel.method.MethodParts.RelaxationKind;
import org.translatenas.bilevel.method.MethodParts.SamplerKind;
import org.translatenas.bilevel.method.MethodParts.ScheduleKind;
import org.translatenas.bilevel.objective.Objective;

/** Parts that a configuration gives and that the other parts of its method leave unread. */
public final class UnreadParts {
  private UnreadParts() {}

  /**
   * Their keys, in the order of {@link MethodParts}.
   *
   * @param given null where the method's own stands
   * @param whole {@code given} over the method's parts
   */
  public static List<String> of(MethodParts given, MethodParts whole) {
    boolean softmax = whole.relaxation() == RelaxationKind.SOFTMAX;
    boolean tempered =
        whole.sampler() != SamplerKind.NONE && whole.sampler() != SamplerKind.UNIFORM;
    boolean learns = whole.gradient() != GradientKind.NONE;
    boolean implicit = whole.gradient() == GradientKind.IMPLICIT;
    boolean curved = implicit || whole.gradient() == GradientKind.UNROLLED;
    boolean alternating = whole.schedule() == ScheduleKind.ALTERNATING;
    boolean informed = whole.schedule() == ScheduleKind.INFORMED;
    RegulariserKind regulariser = whole.regulariser();
    boolean admm =
        regulariser == RegulariserKind.ADMM || regulariser == RegulariserKind.PUBLISHED_ADMM;
    Reading reading = new Reading();
    reading.of("inverseTemperature", given.inverseTemperature(), softmax);
    reading.of("softening", given.softening(), softmax);
    reading.of("temperature", given.temperature(), tempered);
    reading.of("finalTemperature", given.finalTemperature(), tempered);
    reading.of("hvp", given.hvp(), curved);
    reading.of("hvpRadius", given.hvpRadius(), curved);
    reading.of("neumannTerms", given.neumannTerms(), implicit);
    reading.of("neumannScale", given.neumannScale(), implicit);
    reading.of("objective", given.objective(), learns);
    reading.of("gapWeight", given.gapWeight(), learns && whole.objective() == Objective.Kind.GAP);
    reading.of("weightSteps", given.weightSteps(), alternating);
    reading.of("architectureSteps", given.architectureSteps(), alternating);
    reading.of("informedFrequency", given.informedFrequency(), informed);
    reading.of("informedThreshold", given.informedThreshold(), informed);
    reading.of("regulariserWeight", given.regulariserWeight(), regulariser != RegulariserKind.NONE);
    reading.of("admmPeriod", given.admmPeriod(), admm);
    reading.of("architectureBeta1", given.architectureBeta1(), learns);
    reading.of("architectureBeta2", given.architectureBeta2(), learns);
    return reading.unread;
  }

  private static final class Reading {
    private final List<String> unread = new ArrayList<>();

    void of(String key, Object given, boolean read) {
      if (given != null && !read) {
        unread.add(key);
      }
    }
  }
}
