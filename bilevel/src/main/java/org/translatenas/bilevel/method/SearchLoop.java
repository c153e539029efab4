package org.translatenas.bilevel.method;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.translatenas.bilevel.ArchitectureParameters;
import org.translatenas.bilevel.Memory;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.SearchCheckpoints;
import org.translatenas.bilevel.SearchListener;
import org.translatenas.bilevel.SearchResult;
import org.translatenas.bilevel.SearchSettings;
import org.translatenas.bilevel.SearchStep;
import org.translatenas.bilevel.Supernet;
import org.translatenas.bilevel.Supernet.Evaluation;
import org.translatenas.bilevel.gradient.ArchitectureGradient.Estimate;
import org.translatenas.bilevel.gradient.LossFunction;
import org.translatenas.bilevel.gradient.LossFunction.Loss;
import org.translatenas.bilevel.gradient.LowerProblem;
import org.translatenas.bilevel.objective.DiscreteObjective;
import org.translatenas.bilevel.objective.Objective;
import org.translatenas.bilevel.objective.Penalty;
import org.translatenas.bilevel.relaxation.Relaxation;
import org.translatenas.bilevel.sampling.Draw;
import org.translatenas.bilevel.sampling.UniformSampler;
import org.translatenas.bilevel.schedule.UpdateSchedule.Plan;
import org.translatenas.reversible.Seeds;
import org.translatenas.reversible.Wants;
import org.translatenas.training.optimiser.Adam;

/**
 * One search. All randomness is a function of the seed and the number of the update, so what a
 * checkpoint keeps is tensors, optimisers, and the {@link Memory} of the method's parts.
 */
final class SearchLoop<B> implements AutoCloseable {
  private final SearchMethod method;
  private final SearchSettings settings;
  private final Supernet<B> supernet;
  private final Supplier<B> weightBatches;
  private final Supplier<B> architectureBatches;
  private final ArchitectureParameters alpha;
  private final Adam weightOptimiser;
  private final Adam architectureOptimiser;

  // Of the update that is being made.
  private long update;
  private double progress;
  private double gradientNorm;
  private double architectureGradientNorm;
  private Evaluation weightLoss;
  private Evaluation architectureLoss;
  private double[][] drawn;

  SearchLoop(
      SearchMethod method,
      SearchSettings settings,
      Supernet<B> supernet,
      Supplier<B> weightBatches,
      Supplier<B> architectureBatches) {
    this.method = method;
    this.settings = settings;
    this.supernet = supernet;
    this.weightBatches = weightBatches;
    this.architectureBatches = architectureBatches;
    Relaxation relaxation = method.distribution().relaxation();
    alpha =
        new ArchitectureParameters(
            supernet.nodes(),
            relaxation::start,
            relaxation.deviation(),
            Seeds.named(settings.seed(), "architecture"));
    weightOptimiser = new Adam(supernet.weights(), settings.weights());
    architectureOptimiser = new Adam(alpha.set(), settings.architecture());
  }

  SearchResult run(SearchCheckpoints checkpoints, SearchListener listener) {
    List<SearchCheckpoints.Part> parts =
        method.gradient() == null
            ? List.of(weights())
            : List.of(
                weights(),
                new SearchCheckpoints.Part("architecture", alpha.set(), architectureOptimiser));
    List<Memory> memories = method.memories();
    penalties().forEach(penalty -> penalty.begin(mixing()));
    update = checkpoints.restore(parts, memories);
    boolean goesOn = goesOn(listener);
    while (goesOn) {
      update++;
      listener.updated(makeUpdate());
      goesOn = goesOn(listener);
      checkpoints.after(update, !goesOn, parts, memories);
    }
    List<Integer> derived = derived();
    return new SearchResult(
        method.drawBatches() == 0 ? derived : bestOfDraws(derived, checkpoints, listener),
        method.gradient() == null ? null : mixing());
  }

  private boolean goesOn(SearchListener listener) {
    return update < settings.updates() && listener.goesOn();
  }

  /** As many evaluations as there were updates; one that learnt nothing has its draws alone. */
  private List<Integer> bestOfDraws(
      List<Integer> derived, SearchCheckpoints checkpoints, SearchListener listener) {
    long updates = update;
    update++; // The draws have the seeds of what would come next.
    double[][] last = alpha.values();
    SplittableRandom uniform = new SplittableRandom(seed("architecture", 0));
    LongFunction<List<Integer>> uniformly = i -> UniformSampler.choices(last, uniform);
    LongFunction<List<Integer>> learnt =
        i ->
            i == 0
                ? derived
                : method.distribution().discrete(last, seed("final-draws", i - 1)).choices();
    return new BestOfDraws(method.drawBatches(), updates)
        .choose(
            supernet,
            architectureBatches,
            method.gradient() == null ? uniformly : learnt,
            this::penalty,
            checkpoints.scores(updates),
            score -> checkpoints.scored(updates, score),
            listener);
  }

  /** What the objective has beside the loss, of a discrete architecture. */
  private double penalty(List<Integer> choices) {
    double[][] mixing = Mixtures.oneHot(alpha.values(), choices);
    double sum = 0;
    for (Penalty term : method.samplePenalties()) {
      sum += term.value(mixing, 1);
    }
    for (DiscreteObjective term : method.discreteObjectives()) {
      sum += term.weight() * term.function().of(choices);
    }
    return sum;
  }

  private SearchCheckpoints.Part weights() {
    return new SearchCheckpoints.Part("weights", supernet.weights(), weightOptimiser);
  }

  private SearchStep makeUpdate() {
    progress = (double) update / settings.updates();
    weightLoss = null;
    architectureLoss = null;
    architectureGradientNorm = 0;
    Plan plan = method.schedule().plan(update);
    switch (plan.kind()) {
      case ALTERNATING -> {
        for (int i = 0; i < plan.before(); i++) {
          architectureStep(i, null, draw("architecture-draws", i));
        }
        weightStep(weightBatches.get(), draw("weight-draws", 0));
        for (int i = 0; i < plan.after(); i++) {
          architectureStep(plan.before() + i, null, draw("architecture-draws", plan.before() + i));
        }
      }
      case SAME_BATCH -> {
        B batch = weightBatches.get();
        Draw draw = draw("weight-draws", 0);
        architectureStep(0, batch, draw);
        weightStep(batch, draw);
      }
      case JOINT -> jointStep(weightBatches.get(), draw("weight-draws", 0));
    }
    method.schedule().observe(gradientNorm * gradientNorm);
    double[][] now = method.gradient() == null ? drawn : mixing();
    return new SearchStep(
        update,
        weightLoss,
        architectureLoss,
        now,
        choices(now),
        gradientNorm,
        architectureGradientNorm);
  }

  private List<Integer> choices(double[][] mixing) {
    return method.gradient() == null ? Mixtures.argmax(mixing) : derived();
  }

  private List<Integer> derived() {
    double[][] ranks = method.distribution().ranks(alpha.values());
    return Mixtures.choices(method.discretiser().discretise(ranks));
  }

  private double[][] mixing() {
    return method.distribution().expectation(alpha.values());
  }

  private long seed(String stream, long index) {
    return Seeds.of(Seeds.named(settings.seed(), stream), update, index);
  }

  private Draw draw(String stream, int index) {
    return method.distribution().draw(alpha.values(), seed(stream, index), progress);
  }

  private void weightStep(B batch, Draw draw) {
    weightLoss = supernet.evaluate(batch, draw.mixture(), seed("weight-dropout", 0), Wants.WEIGHTS);
    stepWeights(draw);
  }

  private void stepWeights(Draw draw) {
    drawn = draw.mixture().weights();
    gradientNorm =
        weightOptimiser.step(settings.weightRate().rate(update), 1, settings.weightClipNorm());
  }

  private void jointStep(B batch, Draw draw) {
    LossFunction loss = loss(batch, null, seed("weight-dropout", 0));
    Loss both = loss.at(draw.mixture(), Wants.BOTH);
    weightLoss = both.data();
    stepWeights(draw);
    stepArchitecture(draw.pull().apply(both.mixingGradient()), 0);
  }

  /**
   * A step of α.
   *
   * @param index which of the update's
   * @param shared the weights' batch where it is the architecture's too; null: it has its own
   */
  private void architectureStep(int index, B shared, Draw draw) {
    Objective objective = method.objective();
    B training = shared == null && objective.readsTraining() ? weightBatches.get() : shared;
    B validation = objective.readsValidation() ? architectureBatches.get() : null;
    Estimate estimate =
        method
            .gradient()
            .estimate(
                draw,
                loss(training, validation, seed("architecture-dropout", index)),
                () -> lower(shared, index));
    architectureLoss = sum(architectureLoss, estimate.data());
    stepArchitecture(estimate.alphaGradient(), index);
  }

  private LossFunction loss(B training, B validation, long seed) {
    LossFunction data = method.objective().on(supernet, training, validation, seed);
    return (mixture, wants) -> {
      Loss loss = data.at(mixture, wants);
      double value = loss.value();
      double[][] gradient = loss.mixingGradient();
      for (Penalty penalty : method.samplePenalties()) {
        value += penalty.value(mixture.weights(), progress);
        if (wants.mixing()) {
          gradient = Rows.add(gradient, 1, penalty.gradient(mixture.weights(), progress));
        }
      }
      return new Loss(value, gradient, loss.data());
    };
  }

  private LowerProblem lower(B shared, int index) {
    return new SupernetProblem<>(
        supernet,
        shared == null ? weightBatches.get() : shared,
        seed("lower-dropout", index),
        weightOptimiser,
        settings.weightRate().rate(update));
  }

  private void stepArchitecture(double[][] dataGradient, int index) {
    double[][] before = alpha.values();
    double[][] mixing = mixing();
    double[][] ofMixing = Rows.zerosLike(mixing);
    for (Penalty penalty : method.mixingPenalties()) {
      ofMixing = Rows.add(ofMixing, 1, penalty.gradient(mixing, progress));
    }
    Relaxation relaxation = method.distribution().relaxation();
    double[][] gradient = Rows.add(dataGradient, 1, relaxation.backward(before, ofMixing));
    for (DiscreteObjective term : method.discreteObjectives()) {
      if (architectureOptimiser.updates() % term.every() == 0) {
        Draw draw = method.distribution().discrete(before, seed("discrete-draws", index));
        double value = term.weight() * term.function().of(draw.choices());
        gradient = Rows.add(gradient, term.baseline().advantage(value), draw.score());
      }
    }
    alpha.addGradient(gradient);
    double norm = architectureOptimiser.step(settings.architectureRate().rate(update), 1, 0);
    architectureGradientNorm = Math.max(architectureGradientNorm, norm); // NaN stays
    if (Double.isFinite(norm)) {
      alpha.set(relaxation.project(before, alpha.values()));
    }
    penalties().forEach(penalty -> penalty.after(mixing()));
  }

  private List<Penalty> penalties() {
    return Stream.concat(method.samplePenalties().stream(), method.mixingPenalties().stream())
        .toList();
  }

  private static Evaluation sum(Evaluation a, Evaluation b) {
    return a == null ? b : new Evaluation(a.lossSum() + b.lossSum(), a.count() + b.count(), null);
  }

  @Override
  public void close() {
    alpha.close();
    weightOptimiser.close();
    architectureOptimiser.close();
  }
}
