package org.translatenas.bilevel.objective;

import java.util.ArrayList;
import java.util.List;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.Rows;

/**
 * Latency as a linear function of mixing weights, fitted by ridge regression on measured discrete
 * architectures (Vahdat et al. 2020: λ = 1, 10,000 of them): w = (XᵀX + λI)⁻¹ Xᵀy with X their
 * one-hot codes. Targets are taken less their mean, so that the penalty of the ridge leaves the
 * level alone.
 *
 * @param coefficients for each node one number a candidate, in the unit of the measurements
 * @param level latency at coefficients 0
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record LatencySurrogate(double[][] coefficients, double level) {
  private static final int PARTS = 10;

  /**
   * Fits one.
   *
   * @param candidates how many each node has
   * @param measured discrete architectures
   * @param latencies of each
   * @param ridge λ
   */
  public static LatencySurrogate fit(
      List<Integer> candidates,
      List<List<Integer>> measured,
      List<Double> latencies,
      double ridge) {
    if (measured.isEmpty() || measured.size() != latencies.size()) {
      throw new IllegalArgumentException("a surrogate needs as many latencies as architectures");
    }
    int size = candidates.stream().mapToInt(Integer::intValue).sum();
    double level = latencies.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double[][] normal = new double[size][size + 1]; // XᵀX + λI | Xᵀy
    for (int i = 0; i < size; i++) {
      normal[i][i] = ridge;
    }
    for (int row = 0; row < measured.size(); row++) {
      int[] ones = positions(candidates, measured.get(row));
      for (int i : ones) {
        for (int j : ones) {
          normal[i][j] += 1;
        }
        normal[i][size] += latencies.get(row) - level;
      }
    }
    return new LatencySurrogate(rows(candidates, LinearSystem.solve(normal)), level);
  }

  /**
   * How much of the differences in latency a surrogate foresees in architectures that it was not
   * fitted to, by cross-validation in ten parts: 1 for all, 0 or less for nothing. What it does not
   * foresee is noise of the measurement, or not additive. Of fewer than two, or of equal ones, it
   * foresees nothing.
   */
  public static double foreseen(
      List<Integer> candidates,
      List<List<Integer>> measured,
      List<Double> latencies,
      double ridge) {
    if (measured.size() < 2) {
      return 0;
    }
    int parts = Math.min(PARTS, measured.size());
    double left = 0;
    double all = 0;
    for (int part = 0; part < parts; part++) {
      List<List<Integer>> others = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      for (int i = 0; i < measured.size(); i++) {
        if (i % parts != part) {
          others.add(measured.get(i));
          theirs.add(latencies.get(i));
        }
      }
      LatencySurrogate surrogate = fit(candidates, others, theirs, ridge);
      for (int i = part; i < measured.size(); i += parts) {
        double error = latencies.get(i) - surrogate.ofChoices(measured.get(i));
        double deviation = latencies.get(i) - surrogate.level;
        left += error * error;
        all += deviation * deviation;
      }
    }
    return all == 0 ? 0 : 1 - left / all;
  }

  private double ofChoices(List<Integer> choices) {
    return at(Mixtures.oneHot(coefficients, choices));
  }

  private static int[] positions(List<Integer> candidates, List<Integer> choices) {
    int[] ones = new int[choices.size()];
    int at = 0;
    for (int node = 0; node < ones.length; node++) {
      ones[node] = at + choices.get(node);
      at += candidates.get(node);
    }
    return ones;
  }

  private static double[][] rows(List<Integer> candidates, double[] flat) {
    double[][] result = new double[candidates.size()][];
    int at = 0;
    for (int node = 0; node < result.length; node++) {
      result[node] = new double[candidates.get(node)];
      System.arraycopy(flat, at, result[node], 0, result[node].length);
      at += result[node].length;
    }
    return result;
  }

  /** The latency of {@code mixing}. */
  public double at(double[][] mixing) {
    return level + Rows.inner(coefficients, mixing);
  }
}
