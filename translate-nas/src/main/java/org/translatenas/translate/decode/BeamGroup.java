package org.translatenas.translate.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.translatenas.translate.data.Marks;

/**
 * k places for hypotheses of one sentence that go on, and those that have ended. The rules are in
 * {@link BeamSearch}.
 */
final class BeamGroup {
  private final Marks marks;
  private final HypothesisScore scoring;
  private final int maxLength;
  private final int wanted;
  private final Prefix[] prefixes; // [k]
  private final double[] logProbabilities; // [k]; −∞ in places that hold no hypothesis
  private final int[] rows; // [k]: the place that each one's past had at the step before
  private final List<Hypothesis> ended = new ArrayList<>();
  private int active = 1;

  /**
   * A group that holds the begin mark alone.
   *
   * @param size k
   * @param maxLength most pieces, end mark aside
   * @param wanted how many of the best translations must be certain before the search ends
   */
  BeamGroup(Marks marks, HypothesisScore scoring, int size, int maxLength, int wanted) {
    this.marks = marks;
    this.scoring = scoring;
    this.maxLength = maxLength;
    this.wanted = wanted;
    prefixes = new Prefix[size];
    Arrays.fill(prefixes, Prefix.begin(marks.bosId()));
    logProbabilities = new double[size];
    Arrays.fill(logProbabilities, 1, size, Double.NEGATIVE_INFINITY);
    rows = new int[size];
  }

  /** The hypothesis in a place, or null in an empty one. */
  Prefix prefix(int place) {
    return logProbabilities[place] == Double.NEGATIVE_INFINITY ? null : prefixes[place];
  }

  /** The last piece of the hypothesis in a place; of no meaning in an empty one. */
  int lastPiece(int place) {
    return prefixes[place].piece();
  }

  /** Its log probability; −∞ in an empty place. */
  double logProbability(int place) {
    return logProbabilities[place];
  }

  /** The place, before the last step, of what the hypothesis in a place continues. */
  int row(int place) {
    return rows[place];
  }

  /**
   * Takes the group's candidates of one step.
   *
   * @param ranked their numbers, best first
   * @param attention by place: what its next piece looks at, or null
   */
  void advance(Candidates candidates, int group, int[] ranked, IntFunction<float[]> attention) {
    int size = prefixes.length;
    Prefix[] before = prefixes.clone();
    active = 0;
    for (int rank = 0; rank < ranked.length && active < size; rank++) {
      double logProbability = candidates.logProbability(group, ranked[rank]);
      if (Double.isNaN(logProbability)) {
        throw new IllegalStateException("the model's probabilities are not numbers");
      }
      if (logProbability == Double.NEGATIVE_INFINITY) {
        break;
      }
      int row = candidates.row(group, ranked[rank]);
      int piece = candidates.piece(group, ranked[rank]);
      Prefix next = before[row].then(piece, logProbability, attention.apply(row));
      if (piece != marks.eosId()) {
        prefixes[active] = next;
        logProbabilities[active] = logProbability;
        rows[active++] = row;
      } else if (rank < size) {
        ended.add(next.ended(scoring));
      }
    }
    for (int place = active; place < size; place++) {
      prefixes[place] = prefixes[0];
      logProbabilities[place] = Double.NEGATIVE_INFINITY;
      rows[place] = 0;
    }
    ended.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
    if (ended.size() > size) {
      ended.subList(size, ended.size()).clear();
    }
  }

  /** Empties the places of a group that is done while others of its sentence go on. */
  void rest() {
    active = 0;
    Arrays.fill(logProbabilities, Double.NEGATIVE_INFINITY);
    Arrays.fill(rows, 0);
  }

  /** Pieces that the hypotheses which go on have taken last. */
  int[] lastPieces() {
    return Arrays.stream(prefixes, 0, active).mapToInt(Prefix::piece).toArray();
  }

  /** Whether the search of this group has come to its end. */
  boolean done() {
    boolean greedy = prefixes.length == 1;
    if (active == 0 || (greedy && !ended.isEmpty())) {
      return true;
    }
    if (ended.size() < wanted) {
      return false;
    }
    // Log probabilities only fall and the divisor is greatest at the greatest length.
    double best = Arrays.stream(logProbabilities, 0, active).max().orElseThrow();
    return ended.get(wanted - 1).score() >= scoring.bound(best, maxLength + 1);
  }

  /** The translations found, best first. */
  List<Hypothesis> translations() {
    return List.copyOf(ended.subList(0, Math.min(wanted, ended.size())));
  }
}
