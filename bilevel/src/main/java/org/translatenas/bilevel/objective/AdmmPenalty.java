package org.translatenas.bilevel.objective;

import java.util.Arrays;
import org.translatenas.bilevel.Memory;
import org.translatenas.bilevel.Rows;
import org.translatenas.bilevel.discrete.Discretiser;

/**
 * The alternating direction method of multipliers towards a discrete architecture: ρ/2 · ‖A − Z +
 * U‖², and every so many architecture steps Z ← D(A + U), U ← U + A − Z, all in mixing weights.
 * (DARTS-PRIME's code has the norm without its square, {@code published}; that it also takes α
 * itself in the dual update is not followed.)
 */
public final class AdmmPenalty implements Penalty, Memory {
  private final double weight;
  private final int period;
  private final boolean published;
  private final Discretiser discretiser;
  private long steps;
  private double[][] z;
  private double[][] u;

  /**
   * A penalty before its search.
   *
   * @param weight ρ
   * @param period architecture steps between updates of Z and U
   * @param published the norm instead of its square
   */
  public AdmmPenalty(double weight, int period, boolean published, Discretiser discretiser) {
    if (!(weight >= 0)) {
      throw new IllegalArgumentException("regulariserWeight must be at least 0, not " + weight);
    }
    if (period < 1) {
      throw new IllegalArgumentException("admmPeriod must be at least 1, not " + period);
    }
    this.weight = weight;
    this.period = period;
    this.published = published;
    this.discretiser = discretiser;
  }

  /** Z = A, U = 0. */
  @Override
  public void begin(double[][] mixing) {
    z = Rows.copy(mixing);
    u = Rows.zerosLike(mixing);
  }

  @Override
  public double value(double[][] mixing, double progress) {
    double[][] far = far(mixing);
    double square = Rows.inner(far, far);
    return weight / 2 * (published ? Math.sqrt(square) : square);
  }

  @Override
  public double[][] gradient(double[][] mixing, double progress) {
    double[][] far = far(mixing);
    double norm = Math.sqrt(Rows.inner(far, far));
    double factor = published ? (norm == 0 ? 0 : 0.5 / norm) : 1;
    return Rows.scale(weight * factor, far);
  }

  private double[][] far(double[][] mixing) {
    return Rows.add(Rows.subtract(mixing, z), 1, u);
  }

  @Override
  public void after(double[][] mixing) {
    steps++;
    if (steps % period == 0) {
      z = discretiser.discretise(Rows.add(mixing, 1, u));
      u = Rows.add(u, 1, Rows.subtract(mixing, z));
    }
  }

  @Override
  public Memory memory() {
    return this;
  }

  @Override
  public String name() {
    return "admm";
  }

  @Override
  public double[] numbers() {
    int size = Arrays.stream(z).mapToInt(row -> row.length).sum();
    double[] all = new double[1 + 2 * size];
    all[0] = steps;
    int at = 1;
    for (double[][] part : new double[][][] {z, u}) {
      for (double[] row : part) {
        System.arraycopy(row, 0, all, at, row.length);
        at += row.length;
      }
    }
    return all;
  }

  @Override
  public void restore(double[] numbers) {
    steps = (long) numbers[0];
    int at = 1;
    for (double[][] part : new double[][][] {z, u}) {
      for (double[] row : part) {
        System.arraycopy(numbers, at, row, 0, row.length);
        at += row.length;
      }
    }
  }
}
