package org.translatenas.training.schedule;

/**
 * Stops a run whose validation score no longer improves: after {@code patience} validations in a
 * row that do not beat the best score by more than {@code minImprovement}. Not a number counts as
 * no improvement.
 */
public final class EarlyStopping {
  /** Which scores are better. */
  public enum Direction {
    /** Lower ones, such as a loss. */
    MIN,
    /** Higher ones, such as BLEU. */
    MAX
  }

  /**
   * What a checkpoint keeps.
   *
   * @param best the best score, NaN before the first
   * @param validationsSinceBest how many validations ago that was
   */
  public record State(double best, int validationsSinceBest) {
    /** Checks the count. */
    public State {
      if (validationsSinceBest < 0) {
        throw new IllegalArgumentException(
            "validationsSinceBest must be 0 or more, not " + validationsSinceBest);
      }
    }
  }

  private final int patience;
  private final double minImprovement;
  private final Direction direction;
  private State state = new State(Double.NaN, 0);

  /**
   * A rule that has seen no score.
   *
   * @param patience in validations; 0 never stops
   * @param minImprovement in units of the score, 0 or more
   */
  public EarlyStopping(int patience, double minImprovement, Direction direction) {
    if (patience < 0) {
      throw new IllegalArgumentException("patience must be 0 or more, not " + patience);
    }
    if (!(minImprovement >= 0)) {
      throw new IllegalArgumentException("minImprovement must be 0 or more, not " + minImprovement);
    }
    this.patience = patience;
    this.minImprovement = minImprovement;
    this.direction = direction;
  }

  /** Takes the score of one validation; true if it is the new best. */
  public boolean observe(double score) {
    boolean improved = improves(score);
    state = improved ? new State(score, 0) : new State(state.best, state.validationsSinceBest + 1);
    return improved;
  }

  /** True when patience is at its end. */
  public boolean shouldStop() {
    return patience > 0 && state.validationsSinceBest >= patience;
  }

  /** What a checkpoint keeps. */
  public State state() {
    return state;
  }

  /** Goes on from a checkpoint. */
  public void restore(State saved) {
    state = saved;
  }

  private boolean improves(double score) {
    if (Double.isNaN(score)) {
      return false;
    }
    if (Double.isNaN(state.best)) {
      return true;
    }
    return switch (direction) {
      case MIN -> score < state.best - minImprovement;
      case MAX -> score > state.best + minImprovement;
    };
  }
}
