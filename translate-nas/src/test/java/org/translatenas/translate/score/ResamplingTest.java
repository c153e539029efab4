package org.translatenas.translate.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResamplingTest {
  /** The mean of one number for each segment: its bootstrap is known in closed form. */
  private static final Metric MEAN =
      new Metric() {
        @Override
        public double[][] segmentVectors(List<String> hypotheses, List<List<String>> references) {
          return hypotheses.stream()
              .map(text -> new double[] {Double.parseDouble(text), 1})
              .toArray(double[][]::new);
        }

        @Override
        public MetricScore scoreOfSum(double[] sum) {
          return new PlainScore("mean", sum[0] / sum[1]);
        }

        @Override
        public Signature signature(int references) {
          return new Signature(references);
        }
      };

  private static double[][] normal(int size, double mean, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      texts.add(Double.toString(mean + random.nextGaussian()));
    }
    return MEAN.segmentVectors(texts, List.of());
  }

  @Test
  void theIntervalIsTwoStandardErrorsWide() {
    double[][] segments = normal(400, 5, 1);
    Interval interval = new Resampling(4000, 7).confidence(MEAN, segments);
    double mean = MEAN.scoreOfSum(Metric.sum(segments)).score();
    double deviation = 0;
    for (double[] segment : segments) {
      deviation += (segment[0] - mean) * (segment[0] - mean);
    }
    double error = Math.sqrt(deviation / 400) / Math.sqrt(400);
    assertThat(interval.mean()).isCloseTo(mean, within(0.1 * error));
    assertThat(interval.halfWidth()).isCloseTo(1.96 * error, within(0.15 * error));
  }

  @Test
  void bothTestsTellADifferenceFromChance() {
    double[][] baseline = normal(200, 5, 1);
    double[][] better = normal(200, 5.6, 2);
    double[][] same = normal(200, 5, 3);
    Resampling resampling = new Resampling(999, 7);
    List<Resampling.Result> results =
        resampling.bootstrapTest(MEAN, List.of(baseline, better, same));
    assertThat(results.get(0).pValue()).isNull();
    assertThat(results.get(1).pValue()).isLessThan(0.01);
    assertThat(results.get(2).pValue()).isGreaterThan(0.05);
    for (int i = 0; i < 3; i++) {
      assertThat(results.get(i).interval())
          .isEqualTo(resampling.confidence(MEAN, List.of(baseline, better, same).get(i)));
    }
    assertThat(resampling.randomizationTest(MEAN, baseline, better)).isEqualTo(0.001);
    assertThat(resampling.randomizationTest(MEAN, baseline, same)).isGreaterThan(0.05);
  }

  /** A true null hypothesis is rejected about as often as the level says. */
  @Test
  void randomizationKeepsItsLevel() {
    int rejected = 0;
    int trials = 200;
    for (int trial = 0; trial < trials; trial++) {
      double[][] one = normal(50, 5, 1000 + trial);
      double[][] other = normal(50, 5, 5000 + trial);
      rejected += new Resampling(199, trial).randomizationTest(MEAN, one, other) <= 0.1 ? 1 : 0;
    }
    // Binomial with p = 0.1: 20 ± 4.2; four deviations.
    assertThat(rejected).isBetween(3, 37);
  }

  @Test
  void aSystemAgainstItselfIsNoDifference() {
    double[][] segments = normal(30, 5, 1);
    Resampling resampling = new Resampling(100, 7);
    assertThat(resampling.randomizationTest(MEAN, segments, segments)).isEqualTo(1 / 101.0);
    assertThat(resampling.bootstrapTest(MEAN, List.of(segments, segments)).get(1).pValue())
        .isEqualTo(1 / 101.0);
  }

  @Test
  void theSignatureSaysHowItWasDrawn() {
    assertThat(Chrf.STANDARD.signature(1).resampled(new Resampling(1000, 12345), null).full())
        .startsWith("nrefs:1|bs:1000|seed:12345|case:mixed|");
  }
}
