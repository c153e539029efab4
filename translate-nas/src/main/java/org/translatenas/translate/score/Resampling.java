package org.translatenas.translate.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Significance by computing scores again on samples of the segments: confidence by bootstrap
 * (Koehn: Statistical Significance Tests for Machine Translation Evaluation, EMNLP 2004), and two
 * paired tests, in the forms of sacreBLEU 2.6 with a generator of our own: all samples are drawn
 * with {@link SplittableRandom}, which signatures call {@code splittable}.
 *
 * @param samples how many
 * @param seed of the generator
 */
public record Resampling(int samples, long seed) {
  /** sacreBLEU's seed. */
  public static final long STANDARD_SEED = 12345;

  /** Checks the number of samples. */
  public Resampling {
    if (samples < 1) {
      throw new IllegalArgumentException("there must be at least 1 sample, not " + samples);
    }
  }

  /**
   * What resampling says of one system.
   *
   * @param pValue of the test against the first system; null for that system
   * @param interval null where none was computed
   */
  public record Result(Double pValue, Interval interval) {}

  /** Mean and 95 % range of the score over samples of the segments, drawn with replacement. */
  public Interval confidence(Metric metric, double[][] segments) {
    return interval(bootstrap(metric, Collections.singletonList(segments))[0]);
  }

  /**
   * Paired bootstrap of systems against the first: the share of samples in which the difference of
   * both departs from its mean by more than the real difference. All are scored on the same
   * samples, from which each system's interval comes too.
   */
  public List<Result> bootstrapTest(Metric metric, List<double[][]> systems) {
    double[][] scores = bootstrap(metric, systems);
    List<Result> results = new ArrayList<>();
    results.add(new Result(null, interval(scores[0])));
    for (int k = 1; k < scores.length; k++) {
      double[] differences = new double[samples];
      for (int i = 0; i < samples; i++) {
        differences[i] = Math.abs(scores[k][i] - scores[0][i]);
      }
      double mean = Arrays.stream(differences).average().orElseThrow();
      double[] departures = Arrays.stream(differences).map(d -> d - mean).toArray();
      double real = difference(metric, systems.get(0), systems.get(k));
      results.add(new Result(pValue(departures, real), interval(scores[k])));
    }
    return results;
  }

  /**
   * Approximate randomisation (Riezler and Maxwell 2005): the share of random exchanges of segments
   * between both systems that make the difference greater than the real one.
   */
  public double randomizationTest(Metric metric, double[][] baseline, double[][] system) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] both = Metric.sum(baseline);
    double[] sumOfSystem = Metric.sum(system);
    for (int k = 0; k < both.length; k++) {
      both[k] += sumOfSystem[k];
    }
    double[] differences = new double[samples];
    for (int i = 0; i < samples; i++) {
      double[] one = new double[both.length];
      for (int segment = 0; segment < baseline.length; segment++) {
        add(one, random.nextBoolean() ? baseline[segment] : system[segment]);
      }
      double[] other = new double[both.length];
      for (int k = 0; k < both.length; k++) {
        other[k] = both[k] - one[k];
      }
      differences[i] = Math.abs(metric.scoreOfSum(one).score() - metric.scoreOfSum(other).score());
    }
    return pValue(differences, difference(metric, baseline, system));
  }

  /** The scores of each system on the same samples. */
  private double[][] bootstrap(Metric metric, List<double[][]> systems) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = systems.get(0).length;
    double[][] scores = new double[systems.size()][samples];
    for (int i = 0; i < samples; i++) {
      int[] drawn = random.ints(size, 0, size).toArray();
      for (int system = 0; system < scores.length; system++) {
        double[][] segments = systems.get(system);
        double[] sum = new double[segments[0].length];
        for (int segment : drawn) {
          add(sum, segments[segment]);
        }
        scores[system][i] = metric.scoreOfSum(sum).score();
      }
    }
    return scores;
  }

  private static void add(double[] sum, double[] vector) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += vector[k];
    }
  }

  private static double difference(Metric metric, double[][] baseline, double[][] system) {
    return Math.abs(
        metric.scoreOfSum(Metric.sum(baseline)).score()
            - metric.scoreOfSum(Metric.sum(system)).score());
  }

  /** One more in both counts, so that no test is surer than its number of samples allows. */
  private static double pValue(double[] samples, double real) {
    long beyond = Arrays.stream(samples).filter(sample -> sample > real).count();
    return (beyond + 1.0) / (samples.length + 1.0);
  }

  private static Interval interval(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int cut = sorted.length / 40;
    double halfWidth = 0.5 * (sorted[sorted.length - cut - 1] - sorted[cut]);
    return new Interval(Arrays.stream(sorted).average().orElseThrow(), halfWidth);
  }
}
