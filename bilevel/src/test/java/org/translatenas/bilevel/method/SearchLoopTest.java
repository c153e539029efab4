package org.translatenas.bilevel.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.SearchSettings;
import org.translatenas.bilevel.SearchStep;
import org.translatenas.bilevel.ToySupernet;
import org.translatenas.bilevel.gradient.ArchitectureGradient;
import org.translatenas.bilevel.gradient.LossFunction;
import org.translatenas.bilevel.gradient.LowerProblem;
import org.translatenas.bilevel.objective.Penalty;
import org.translatenas.bilevel.sampling.Draw;
import org.translatenas.bilevel.sampling.Sampler;
import org.translatenas.bilevel.schedule.UpdateSchedule;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Wants;
import org.translatenas.training.optimiser.AdamSettings;
import org.translatenas.training.schedule.ConstantSchedule;

/** What the parts of a method are told in the course of a search. */
class SearchLoopTest {
  private static final double CLIP = 1e-3;
  private static final AdamSettings ADAM = new AdamSettings(0.9, 0.98, 1e-9, 0);

  private static List<SearchStep> run(SearchMethod method, ToySupernet supernet, int updates) {
    return run(method, supernet, updates, CLIP);
  }

  private static List<SearchStep> run(
      SearchMethod method, ToySupernet supernet, int updates, double clip) {
    SearchSettings settings =
        new SearchSettings(
            updates, ADAM, update -> 0.01 * update, clip, ADAM, new ConstantSchedule(0.02), 1);
    List<SearchStep> steps = new ArrayList<>();
    ToySettings.run(new BilevelSearch(method, settings), supernet, steps::add);
    return steps;
  }

  private static SearchMethod darts(
      ToySupernet supernet,
      List<Penalty> sample,
      List<Penalty> mixing,
      ArchitectureGradient gradient,
      UpdateSchedule schedule) {
    SearchMethod like = ToySettings.method(MethodName.DARTS, 0, supernet.nodes());
    return new SearchMethod(
        like.distribution(),
        gradient == null ? like.gradient() : gradient,
        like.objective(),
        sample,
        mixing,
        List.of(),
        schedule == null ? like.schedule() : schedule,
        like.discretiser(),
        0);
  }

  /** Remembers squares of norms. */
  private static final class Watching implements UpdateSchedule {
    private final List<Double> seen = new ArrayList<>();

    @Override
    public Plan plan(long update) {
      return new Plan(Plan.Kind.ALTERNATING, 0, 1);
    }

    @Override
    public void observe(double squaredGradientNorm) {
      seen.add(squaredGradientNorm);
    }
  }

  /** ‖∂L1/∂w‖², however much of it a step is allowed. */
  @Test
  void aScheduleSeesTheGradientBeforeItIsClipped() {
    try (ToySupernet supernet = new ToySupernet()) {
      Watching schedule = new Watching();
      List<SearchStep> steps =
          run(darts(supernet, List.of(), List.of(), null, schedule), supernet, 3);
      double first = Rows.inner(gradientAtTheStart(supernet), gradientAtTheStart(supernet));
      assertThat(schedule.seen).hasSize(3);
      assertThat(schedule.seen.get(0)).isGreaterThan(1).isCloseTo(first, within(1e-9 * first));
      assertThat(steps.get(2).gradientNorm() * steps.get(2).gradientNorm())
          .isEqualTo(schedule.seen.get(2));
    }
  }

  /** Of the first batch, at the first mixture, as a new supernet gives it. */
  private static double[][] gradientAtTheStart(ToySupernet searched) {
    try (ToySupernet fresh = new ToySupernet()) {
      fresh.evaluate(
          searched.evaluated.get(0), Mixture.dense(searched.mixtures.get(0)), 1, Wants.WEIGHTS);
      return new double[][] {fresh.weights().gradients().toDoubleArray()};
    }
  }

  /** Remembers the progress that it is told. */
  private record Clock(List<Double> told) implements Penalty {
    @Override
    public double value(double[][] mixing, double progress) {
      return 0;
    }

    @Override
    public double[][] gradient(double[][] mixing, double progress) {
      told.add(progress);
      return Rows.zerosLike(mixing);
    }
  }

  @Test
  void progressIsTheShareOfUpdatesWithThePresentOne() {
    try (ToySupernet supernet = new ToySupernet()) {
      Clock sample = new Clock(new ArrayList<>());
      Clock mixing = new Clock(new ArrayList<>());
      run(darts(supernet, List.of(sample), List.of(mixing), null, null), supernet, 4);
      assertThat(sample.told()).containsExactly(0.25, 0.5, 0.75, 1.0);
      assertThat(mixing.told()).containsExactly(0.25, 0.5, 0.75, 1.0);
    }
  }

  /** Asks for P of the weights' problem. */
  private record Asking(List<double[]> found) implements ArchitectureGradient {
    @Override
    public Estimate estimate(Draw draw, LossFunction f, Supplier<LowerProblem> lower) {
      Scope.run(
          () -> {
            LowerProblem problem = lower.get();
            found.add(
                problem
                    .preconditioner()
                    .apply(problem.weights().values().onesLike())
                    .toDoubleArray());
          });
      return new Estimate(
          Rows.zerosLike(draw.mixture().weights()), f.at(draw.mixture(), Wants.MIXING).data());
    }

    @Override
    public void check(Sampler sampler) {}
  }

  /**
   * η (1 − β₁) / (1 − β₁²) / (√v̂ + ε), where √v̂ is what the only gradient so far was, or a
   * hundredth of its root mean square where that is more, as in what only fills the buffer.
   */
  @Test
  void theWeightsProblemHasTheNextStepOfTheirOptimiser() {
    try (ToySupernet supernet = new ToySupernet()) {
      Asking asking = new Asking(new ArrayList<>());
      run(darts(supernet, List.of(), List.of(), asking, null), supernet, 1, 0);
      double[] gradient = gradientAtTheStart(supernet)[0];
      double square = Rows.inner(new double[][] {gradient}, new double[][] {gradient});
      double least = Math.sqrt(square / gradient.length) / 100;
      for (int i = 0; i < gradient.length; i++) {
        double expected = 0.01 * 0.1 / 0.19 / (Math.max(Math.abs(gradient[i]), least) + 1e-9);
        assertThat(asking.found().get(0)[i]).isCloseTo(expected, within(1e-9 * expected));
      }
    }
  }
}
