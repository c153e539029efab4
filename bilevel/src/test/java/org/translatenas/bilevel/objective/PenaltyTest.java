package org.translatenas.bilevel.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.discrete.Argmax;
import org.translatenas.bilevel.discrete.Discretiser;
import org.translatenas.bilevel.discrete.PairedSelectors;
import org.translatenas.bilevel.relaxation.SoftmaxRelaxation;

class PenaltyTest {
  private static final Discretiser ARGMAX = new Argmax(List.of(-1, -1, -1));
  private static final double[][] MIXING = {{.5, .3, .2}, {.1, .7, .2}, {.3, .3, .4}};

  /** A worked example with three edges of a node, of which two are kept. */
  @Test
  void proximity() {
    double[][] alpha = {{1, 0, 0}, {0, 2, 0}, {.5, .5, .4}};
    Discretiser kept = mixing -> new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 0}};
    ProximityPenalty penalty = new ProximityPenalty(0.1, false, kept);
    double[][] mixing = SoftmaxRelaxation.DARTS.forward(alpha);
    assertThat(penalty.value(mixing, 0.5)).isCloseTo(.0204882, within(1e-7));
    double[][] gradient = SoftmaxRelaxation.DARTS.backward(alpha, penalty.gradient(mixing, 0.5));
    double[][] expected = {
      {-.00473664, .00236832, .00236832},
      {.000816997, -.001633994, .000816997},
      {.000107164, .000107164, -.000214327}
    };
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        assertThat(gradient[i][k]).isCloseTo(expected[i][k], within(i == 0 ? 1e-8 : 1e-9));
      }
    }
  }

  @Test
  void proximityHasNoGradientWhereItIsFulfilled() {
    double[][] there = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    for (boolean adjusted : new boolean[] {false, true}) {
      double[][] gradient = new ProximityPenalty(1, adjusted, ARGMAX).gradient(there, 1);
      assertThat(Rows.inner(gradient, gradient)).isZero();
    }
  }

  @Test
  void gradientsAreDerivatives() {
    double[][] cost = {{0, 90, 400}, {7, 1000, 1}, {3, 3, 50}};
    ResourceCosts costs = new ResourceCosts(cost, Rows.scale(20, cost), Rows.scale(0.01, cost));
    AdmmPenalty admm = new AdmmPenalty(0.3, 2, false, ARGMAX);
    AdmmPenalty published = new AdmmPenalty(0.3, 2, true, ARGMAX);
    for (AdmmPenalty penalty : List.of(admm, published)) {
      penalty.begin(new double[][] {{.2, .4, .4}, {.3, .3, .4}, {.5, .3, .2}});
      penalty.after(MIXING);
      penalty.after(MIXING);
    }
    LatencySurrogate surrogate = new LatencySurrogate(cost, 3);
    for (Penalty penalty :
        List.of(
            new ProximityPenalty(0.1, false, ARGMAX),
            new ProximityPenalty(0.1, true, ARGMAX),
            new EntropyPenalty(0.7),
            new ResourceCostPenalty(0.0015, costs),
            new LatencyPenalty(0.1, 10, 0.5, surrogate),
            new LatencyPenalty(0.1, 1e6, 0.5, surrogate),
            admm,
            published)) {
      check(penalty, MIXING);
    }
    PairedSelectors pairs = new PairedSelectors(List.of(new PairedSelectors.Cell(0, 1, 2, 3)));
    check(
        new DuplicatePenalty(0.2, pairs),
        new double[][] {{.75, .25}, {.5, .25, .25}, {.5, .5}, {.2, .2, .6}});
  }

  private static void check(Penalty penalty, double[][] at) {
    double[][] mixing = Rows.copy(at);
    double[][] found = penalty.gradient(mixing, 0.4);
    for (int i = 0; i < mixing.length; i++) {
      for (int k = 0; k < mixing[i].length; k++) {
        double before = mixing[i][k];
        mixing[i][k] = before + 1e-6;
        double above = penalty.value(mixing, 0.4);
        mixing[i][k] = before - 1e-6;
        double below = penalty.value(mixing, 0.4);
        mixing[i][k] = before;
        double scale = 1e-8 * Math.max(1, Math.abs(found[i][k]));
        assertThat(found[i][k])
            .as("%s %d %d", penalty, i, k)
            .isCloseTo((above - below) / 2e-6, within(scale));
      }
    }
  }

  /** The same pair twice costs the whole weight, two pairs with nothing in common cost nothing. */
  @Test
  void duplicates() {
    PairedSelectors pairs = new PairedSelectors(List.of(new PairedSelectors.Cell(0, 1, 2, 3)));
    DuplicatePenalty penalty = new DuplicatePenalty(0.2, pairs);
    double[][] twice = {{0, 1}, {0, 0, 1}, {0, 1}, {0, 0, 1}};
    double[][] apart = {{0, 1}, {0, 0, 1}, {1, 0}, {0, 0, 1}};
    assertThat(penalty.value(twice, 1)).isEqualTo(0.2);
    assertThat(penalty.value(apart, 1)).isZero();
  }

  /** Z = A and U = 0 at first; after a period Z = D(A + U) and U = A − Z. */
  @Test
  void admm() {
    AdmmPenalty penalty = new AdmmPenalty(2, 2, false, ARGMAX);
    penalty.begin(MIXING);
    assertThat(penalty.value(MIXING, 1)).isZero();
    penalty.after(MIXING);
    assertThat(penalty.value(MIXING, 1)).isZero();
    penalty.after(MIXING);
    // A − Z + U = 2 (A − D(A)): rows (−.5, .3, .2), (.1, −.3, .2), (.3, .3, −.6), doubled.
    assertThat(penalty.value(MIXING, 1))
        .isCloseTo(4 * (.25 + .09 + .04 + .01 + .09 + .04 + .09 + .09 + .36), within(1e-12));
    AdmmPenalty restored = new AdmmPenalty(2, 2, false, ARGMAX);
    restored.begin(Rows.zerosLike(MIXING));
    restored.restore(penalty.numbers());
    assertThat(restored.value(MIXING, 1)).isEqualTo(penalty.value(MIXING, 1));
  }

  /** In each period U gains what A is from Z, and Z is that of A with the U before. */
  @Test
  void admmRemembersEarlierPeriods() {
    AdmmPenalty penalty = new AdmmPenalty(2, 1, false, new Argmax(List.of(-1)));
    penalty.begin(new double[][] {{.6, .4}});
    penalty.after(new double[][] {{.6, .4}}); // Z = (1, 0), U = (−.4, .4)
    penalty.after(new double[][] {{.6, .4}}); // A + U = (.2, .8): Z = (0, 1), U = (.2, −.2)
    assertThat(penalty.numbers()).containsExactly(new double[] {2, 0, 1, .2, -.2}, within(1e-12));
    penalty.after(new double[][] {{.7, .3}}); // A + U = (.9, .1): Z = (1, 0), U = (−.1, .1)
    assertThat(penalty.numbers()).containsExactly(new double[] {3, 1, 0, -.1, .1}, within(1e-12));
    // A − Z + U = (−.2, .2) at A = (.9, .1).
    assertThat(penalty.value(new double[][] {{.9, .1}}, 1)).isCloseTo(.08, within(1e-12));
    assertThat(penalty.gradient(new double[][] {{.9, .1}}, 1)[0])
        .containsExactly(new double[] {-.4, .4}, within(1e-12));
  }

  /** ρ/2 times the norm without its square. */
  @Test
  void publishedAdmm() {
    AdmmPenalty penalty = new AdmmPenalty(2, 9, true, ARGMAX);
    penalty.begin(new double[][] {{.5, .5}});
    double[][] there = {{.8, .1}}; // A − Z + U = (.3, −.4)
    assertThat(penalty.value(there, 1)).isCloseTo(.5, within(1e-12));
    assertThat(penalty.gradient(there, 1)[0])
        .containsExactly(new double[] {.6, -.8}, within(1e-12));
  }

  /** Nodes that cost nothing count as 1; the logarithm of an expectation, not of a choice. */
  @Test
  void resourceCosts() {
    double[][] cost = {{0, Math.E, Math.E * Math.E}};
    ResourceCostPenalty penalty =
        new ResourceCostPenalty(3, new ResourceCosts(cost, cost, new double[][] {{0, 0, 0}}));
    assertThat(penalty.value(new double[][] {{0, 0, 1}}, 1)).isCloseTo(4, within(1e-12));
    assertThat(penalty.value(new double[][] {{1, 0, 0}}, 1)).isZero();
  }

  /** A surrogate of enough measurements of an additive function is that function. */
  @Test
  void surrogate() {
    List<Integer> candidates = List.of(3, 4, 2);
    double[][] truth = {{1, 5, 2}, {0.5, 3, 9, 4}, {2, 0}};
    SplittableRandom random = new SplittableRandom(1);
    List<List<Integer>> drawn = new ArrayList<>();
    List<Double> latencies = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      List<Integer> choices = candidates.stream().map(random::nextInt).toList();
      drawn.add(choices);
      latencies.add(10 + Rows.inner(truth, Mixtures.oneHot(truth, choices)));
    }
    LatencySurrogate surrogate = LatencySurrogate.fit(candidates, drawn, latencies, 1e-6);
    for (List<Integer> choices : drawn.subList(0, 24)) {
      double[][] mixing = Mixtures.oneHot(truth, choices);
      assertThat(surrogate.at(mixing)).isCloseTo(10 + Rows.inner(truth, mixing), within(1e-5));
    }
    assertThat(new LatencyPenalty(0.1, 12, 0, surrogate).value(mixingOf(truth, 0, 0, 0), 1))
        .isCloseTo(0.1 * 1.5, within(1e-5));
    assertThat(new LatencyPenalty(0.1, 12, 0.5, surrogate).value(mixingOf(truth, 0, 0, 0), 0.25))
        .isCloseTo(0.1 * 1.5 / 2, within(1e-5));
  }

  /** Of an additive function plus noise the share that is not noise, of noise alone nothing. */
  @Test
  void surrogateForeseesWhatIsNotNoise() {
    List<Integer> candidates = List.of(4, 4, 4);
    double[][] truth = {{0, 2, 4, 6}, {3, 1, 3, 1}, {0, 0, 1, 1}}; // variance 5 + 1 + 1/4
    SplittableRandom random = new SplittableRandom(2);
    List<List<Integer>> drawn = new ArrayList<>();
    List<Double> exact = new ArrayList<>();
    List<Double> noise = new ArrayList<>();
    List<Double> both = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      List<Integer> choices = candidates.stream().map(random::nextInt).toList();
      drawn.add(choices);
      exact.add(40 + Rows.inner(truth, Mixtures.oneHot(truth, choices)));
      noise.add(2.5 * random.nextGaussian()); // variance 6.25 too
      both.add(exact.get(i) + noise.get(i));
    }
    assertThat(LatencySurrogate.foreseen(candidates, drawn, exact, 1e-6))
        .isCloseTo(1, within(1e-9));
    assertThat(LatencySurrogate.foreseen(candidates, drawn, both, 1)).isCloseTo(0.5, within(0.04));
    assertThat(LatencySurrogate.foreseen(candidates, drawn, noise, 1)).isCloseTo(0, within(0.02));
    List<Double> equal = exact.stream().map(any -> 7.0).toList();
    assertThat(LatencySurrogate.foreseen(candidates, drawn, equal, 1)).isZero();
  }

  private static double[][] mixingOf(double[][] shape, Integer... choices) {
    return Mixtures.oneHot(shape, List.of(choices));
  }
}
