package org.translatenas.translate.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translatenas.bilevel.ArchitectureParameters;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.SearchNode;
import org.translatenas.bilevel.Supernet;
import org.translatenas.bilevel.discrete.Argmax;
import org.translatenas.bilevel.method.MethodBuilder;
import org.translatenas.bilevel.method.MethodName;
import org.translatenas.bilevel.method.SearchMethod;
import org.translatenas.bilevel.method.SupernetProblem;
import org.translatenas.bilevel.sampling.Draw;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Wants;
import org.translatenas.training.optimiser.Adam;
import org.translatenas.training.optimiser.AdamSettings;
import org.translatenas.translate.data.Batch;

/**
 * The steps that searches are made of, all on one batch, which is that of the weights and of the
 * architecture alike: from the draw to the optimiser, as {@code BilevelSearch} makes them.
 */
final class SearchSteps implements AutoCloseable {
  private static final double RATE = 1e-4;
  private static final double ALPHA_RATE = 1e-3;

  private final Counted supernet;
  private final Batch batch;
  private final double clipNorm;
  private final ArchitectureParameters alpha;
  private final Adam weightOptimiser;
  private final Adam architectureOptimiser;
  private final Map<String, Runnable> steps = new LinkedHashMap<>();
  private final Map<String, long[]> evaluations = new LinkedHashMap<>();
  private long seed;

  SearchSteps(Supernet<Batch> supernet, Batch batch, double clipNorm) {
    this.supernet = new Counted(supernet);
    this.batch = batch;
    this.clipNorm = clipNorm;
    alpha = new ArchitectureParameters(supernet.nodes(), count -> 0, 1e-3, 1);
    weightOptimiser = new Adam(supernet.weights(), AdamSettings.TRANSFORMER);
    architectureOptimiser = new Adam(alpha.set(), AdamSettings.TRANSFORMER);
    SearchMethod darts = method(MethodName.DARTS);
    steps.put("weights", () -> weights(draw(darts), Wants.WEIGHTS));
    architecture("first order", MethodName.DARTS);
    architecture("second order", MethodName.DARTS_SECOND_ORDER);
    architecture("iDARTS, K = 2", MethodName.IDARTS);
    architecture("UNAS", MethodName.UNAS);
    SearchMethod snas = method(MethodName.SNAS);
    steps.put("SNAS, weights too", () -> joint(draw(snas)));
    architecture("GDAS", MethodName.GDAS);
    SearchMethod gdas = method(MethodName.GDAS);
    steps.put("GDAS, weights", () -> weights(draw(gdas), Wants.WEIGHTS));
  }

  private SearchMethod method(MethodName name) {
    return new MethodBuilder(name.parts())
        .build(0, Argmax.ofAll(supernet.nodes()), List.of(), List.of(), 1);
  }

  private Draw draw(SearchMethod method) {
    return method.distribution().draw(alpha.values(), seed, 0.5);
  }

  private Supernet.Evaluation weights(Draw draw, Wants wants) {
    Supernet.Evaluation loss = supernet.evaluate(batch, draw.mixture(), seed, wants);
    weightOptimiser.step(RATE, 1, clipNorm);
    return loss;
  }

  private void joint(Draw draw) {
    step(draw.pull().apply(weights(draw, Wants.BOTH).mixingGradient()));
  }

  private void architecture(String name, MethodName of) {
    SearchMethod method = method(of);
    steps.put(
        name,
        () ->
            step(
                method
                    .gradient()
                    .estimate(
                        draw(method),
                        method.objective().on(supernet, batch, batch, seed),
                        () -> new SupernetProblem<>(supernet, batch, seed, weightOptimiser, RATE))
                    .alphaGradient()));
  }

  private void step(double[][] gradient) {
    alpha.addGradient(gradient);
    architectureOptimiser.step(ALPHA_RATE, 1, 0);
  }

  /** The steps; the first is that of the weights, the second of first-order DARTS. */
  List<String> names() {
    return List.copyOf(steps.keySet());
  }

  /** Makes each step once and returns their seconds. */
  Map<String, Double> round() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seed++;
    steps.forEach(
        (name, step) -> {
          supernet.reset();
          long begin = System.nanoTime();
          step.run();
          seconds.put(name, (System.nanoTime() - begin) / 1e9);
          evaluations.put(name, supernet.counts.clone());
        });
    return seconds;
  }

  /** How many evaluations the last such step made. */
  long evaluations(String name, boolean withGradient) {
    return evaluations.get(name)[withGradient ? 0 : 1];
  }

  @Override
  public void close() {
    architectureOptimiser.close();
    weightOptimiser.close();
    alpha.close();
  }

  /** Counts evaluations with and without a gradient. */
  private static final class Counted implements Supernet<Batch> {
    private final Supernet<Batch> supernet;
    private final long[] counts = new long[2];

    Counted(Supernet<Batch> supernet) {
      this.supernet = supernet;
    }

    void reset() {
      counts[0] = 0;
      counts[1] = 0;
    }

    @Override
    public List<SearchNode> nodes() {
      return supernet.nodes();
    }

    @Override
    public ParameterSet weights() {
      return supernet.weights();
    }

    @Override
    public Evaluation evaluate(Batch batch, Mixture mixture, long seed, Wants wants) {
      counts[wants.weights() || wants.mixing() ? 0 : 1]++;
      return supernet.evaluate(batch, mixture, seed, wants);
    }
  }
}
