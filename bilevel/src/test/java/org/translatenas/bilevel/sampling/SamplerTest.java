package org.translatenas.bilevel.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.relaxation.ClampRelaxation;
import org.translatenas.bilevel.relaxation.SoftmaxRelaxation;

/** Against values worked out in float64 by an independent program, to the last digit printed. */
class SamplerTest {
  private static final double[][] UPSTREAM = {{1, 2, 3}};

  private static void close(double[] found, double... expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int k = 0; k < expected.length; k++) {
      assertThat(found[k]).isCloseTo(expected[k], within(1e-6));
    }
  }

  @Test
  void rebar() {
    double[][] logits = Rows.logSoftmax(1, new double[][] {{0.2, -0.1, 0.4}});
    double[][] u = {{0.3, 0.6, 0.5}};
    close(Gumbel.perturbed(logits, u)[0], -1.271566, -0.714212, -0.519426);
    Sample sample = RebarSampler.sample(logits, u, 0.4);
    assertThat(sample.choices()).containsExactly(2);
    close(sample.weights()[0], 0.086324, 0.347753, 0.565923);
    close(
        ConcreteSampler.sample(Gumbel.perturbed(logits, u), 0.4).pull().apply(UPSTREAM)[0],
        -0.319312,
        -0.416955,
        0.736267);
    double[][] q = Rows.softmax(1, logits);
    double[][] conditional = RebarSampler.conditionalPart(logits, u, 0.4, UPSTREAM);
    close(Rows.logSoftmaxBackward(q, conditional)[0], -0.086905, -0.013125, 0.100030);
    close(
        Rows.logSoftmaxBackward(q, sample.pull().apply(UPSTREAM))[0],
        -0.232408,
        -0.403830,
        0.636237);
  }

  /** A probability too small for a number by itself. */
  @Test
  void rebarOfWhatIsNeverDrawn() {
    double[][] logits = {{0, -800}};
    double[][] u = {{0.5, 0.5}};
    double[][] upstream = {{1, 2}};
    close(RebarSampler.sample(logits, u, 0.4).pull().apply(upstream)[0], 0, 0);
    close(RebarSampler.conditionalPart(logits, u, 0.4, upstream)[0], 0, 0);
  }

  @Test
  void concrete() {
    double[][] z = {{0.2 + 0.5, -0.1 - 0.3, 0.4 + 0.1}};
    Sample warm = ConcreteSampler.sample(z, 1);
    close(warm.weights()[0], 0.464770, 0.154708, 0.380521);
    close(warm.pull().apply(UPSTREAM)[0], -0.425614, 0.013034, 0.412580);
    Sample cold = ConcreteSampler.sample(z, 0.03);
    close(cold.weights()[0], 0.998729, 0, 0.001271);
    assertThat(cold.weights()[0][1]).isCloseTo(1.19e-16, within(0.01e-16));
    close(cold.pull().apply(UPSTREAM)[0], -0.084627, 0, 0.084627);
    assertThat(cold.choices()).containsExactly(0);
  }

  @Test
  void temperatureOfSnas() {
    Temperature temperature = new Temperature(1, 0.03);
    assertThat(temperature.at(1 / 150.0)).isCloseTo(0.993533, within(1e-6));
    assertThat(temperature.at(75 / 150.0)).isCloseTo(0.515, within(1e-12));
    assertThat(temperature.at(150 / 150.0)).isCloseTo(0.03, within(1e-12));
    assertThat(Temperature.constant(0.4).at(0.3)).isEqualTo(0.4);
  }

  /** Of 20,000 draws each candidate gets its share, within four standard errors. */
  @Test
  void drawsHaveTheProbabilitiesA() {
    double[][] alpha = {{0.2, -0.1, 0.4, -1}};
    double[] p = Rows.softmax(1, alpha)[0];
    for (Sampler sampler :
        new Sampler[] {
          new ConcreteSampler(Temperature.constant(0.4)),
          new RebarSampler(Temperature.constant(0.4)),
          new OneHotSampler(Temperature.constant(5)),
          null
        }) {
      ArchitectureDistribution distribution =
          new ArchitectureDistribution(SoftmaxRelaxation.DARTS, sampler);
      int[] counts = new int[4];
      for (int i = 0; i < 20_000; i++) {
        Draw draw =
            sampler == null ? distribution.discrete(alpha, i) : distribution.draw(alpha, i, 1);
        counts[draw.choices().get(0)]++;
      }
      for (int k = 0; k < 4; k++) {
        double error = Math.sqrt(20_000 * p[k] * (1 - p[k]));
        assertThat((double) counts[k]).isCloseTo(20_000 * p[k], within(4 * error));
      }
    }
  }

  @Test
  void uniformDrawsDoNotAsk() {
    double[][] logits = Rows.logSoftmax(1, new double[][] {{9, 0, -9}});
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[3];
    UniformSampler sampler = new UniformSampler();
    for (int i = 0; i < 6000; i++) {
      Sample sample = sampler.draw(logits, random, 1);
      assertThat(sample.sparse()).isTrue();
      counts[sample.choices().get(0)]++;
    }
    double fourErrors = 4 * Math.sqrt(6000 * (1.0 / 3) * (2.0 / 3));
    for (int count : counts) {
      assertThat((double) count).isCloseTo(2000, within(fourErrors));
    }
    assertThatThrownBy(() -> sampler.draw(logits, random, 1).pull().apply(UPSTREAM))
        .hasMessageContaining("does not depend");
  }

  /** The value is one-hot, the gradient that of the relaxed sample. */
  @Test
  void oneHotIsStraightThrough() {
    double[][] logits = Rows.logSoftmax(1, new double[][] {{0.2, -0.1, 0.4}});
    Sample hard = new OneHotSampler(Temperature.constant(2)).draw(logits, stream(), 1);
    Sample soft = new ConcreteSampler(Temperature.constant(2)).draw(logits, stream(), 1);
    assertThat(IntStream.range(0, 3).mapToDouble(k -> hard.weights()[0][k]).sum()).isEqualTo(1);
    assertThat(hard.weights()[0][soft.choices().get(0)]).isEqualTo(1);
    assertThat(hard.sparse()).isTrue();
    assertThat(hard.pull().apply(UPSTREAM)).isDeepEqualTo(soft.pull().apply(UPSTREAM));
  }

  private static SplittableRandom stream() {
    return new SplittableRandom(7);
  }

  /** The score of a choice: onehot − softmax(α) where A = softmax(α). */
  @Test
  void scoreOfADraw() {
    double[][] alpha = {{0.2, -0.1, 0.4}};
    double[] p = Rows.softmax(1, alpha)[0];
    Draw draw =
        new ArchitectureDistribution(
                SoftmaxRelaxation.DARTS, new ConcreteSampler(Temperature.constant(1)))
            .draw(alpha, 3, 1);
    for (int k = 0; k < 3; k++) {
      double one = draw.choices().get(0) == k ? 1 : 0;
      assertThat(draw.score()[0][k]).isCloseTo(one - p[k], within(1e-15));
    }
  }

  @Test
  void clampedWeightsAreNoProbabilities() {
    assertThatThrownBy(
            () ->
                new ArchitectureDistribution(
                    new ClampRelaxation(), new RebarSampler(Temperature.constant(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("sampler must be none");
  }
}
