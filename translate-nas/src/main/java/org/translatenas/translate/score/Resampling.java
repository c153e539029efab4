package org.translatenas.translate.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Significance by computing scores again on samples of the segments: confidence by bootstrap
 * (Koehn: Statistical Significance Tests for Machine Translation Evaluation, EMNLP 2004), and two
 * paired tests, in the forms of sacreBLEU 2.6 and on the samples that it draws.
 *
 * @param samples how many
 * @param seed of the generator, 0 or more
 */
public record Resampling(int samples, long seed) {
  /** sacreBLEU's seed. */
  public static final long STANDARD_SEED = 12345;

  /** Checks the number of samples. */
  public Resampling {
    if (samples < 1) {
      throw new IllegalArgumentException("there must be at least 1 sample, not " + samples);
    }
    if (seed < 0) {
      throw new IllegalArgumentException("the seed must be 0 or more, not " + seed);
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
    NumpyGenerator random = new NumpyGenerator(seed);
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
    NumpyGenerator random = new NumpyGenerator(seed);
    int[] drawn = new int[systems.get(0).length];
    List<float[]> flat = systems.stream().map(Resampling::flattened).toList();
    double[][] scores = new double[systems.size()][samples];
    for (int i = 0; i < samples; i++) {
      Arrays.setAll(drawn, place -> random.below(drawn.length));
      for (int system = 0; system < scores.length; system++) {
        scores[system][i] =
            metric.scoreOfSum(sum(flat.get(system), systems.get(system)[0].length, drawn)).score();
      }
    }
    return scores;
  }

  /** The vectors one behind the other, in single precision as sacreBLEU has them. */
  private static float[] flattened(double[][] vectors) {
    int length = vectors[0].length;
    float[] flat = new float[vectors.length * length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) vectors[i / length][i % length];
    }
    return flat;
  }

  /** The sum of the vectors drawn. */
  private static double[] sum(float[] flat, int length, int[] drawn) {
    float[] sum = new float[length];
    for (int vector : drawn) {
      int at = vector * length;
      for (int k = 0; k < length; k++) {
        sum[k] += flat[at + k];
      }
    }
    double[] widened = new double[length];
    Arrays.setAll(widened, k -> sum[k]);
    return widened;
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
