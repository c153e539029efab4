package org.translatenas.translate.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.translatenas.translate.data.Marks;

/**
 * The search for one sentence's translations: k places for hypotheses that go on, and those that
 * have ended. The rules are in {@link BeamSearch}.
 */
final class SentenceBeam {
  private final Marks marks;
  private final LengthPenalty penalty;
  private final int maxLength;
  private final int wanted;
  private final Prefix[] prefixes; // [k]
  private final double[] logProbabilities; // [k]; −∞ in places that hold no hypothesis
  private final int[] rows; // [k]: the place that each one's past had at the step before
  private final List<Hypothesis> ended = new ArrayList<>();
  private int active = 1;

  /**
   * A beam that holds the begin mark alone.
   *
   * @param beam k
   * @param maxLength most pieces, end mark aside
   * @param wanted how many of the best translations must be certain before the search ends
   */
  SentenceBeam(Marks marks, LengthPenalty penalty, int beam, int maxLength, int wanted) {
    this.marks = marks;
    this.penalty = penalty;
    this.maxLength = maxLength;
    this.wanted = wanted;
    prefixes = new Prefix[beam];
    Arrays.fill(prefixes, Prefix.begin(marks.bosId()));
    logProbabilities = new double[beam];
    Arrays.fill(logProbabilities, 1, beam, Double.NEGATIVE_INFINITY);
    rows = new int[beam];
  }

  /** The first step has one hypothesis, the others as many as the beam has places. */
  int width() {
    return prefixes[0].length() == 0 ? 1 : prefixes.length;
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

  /** Whether every hypothesis has as many pieces as it may have, so that it must end now. */
  boolean full() {
    return prefixes[0].length() >= maxLength;
  }

  /** Takes the sentence's candidates of one step. */
  void advance(Candidates candidates, int sentence) {
    int beam = prefixes.length;
    Prefix[] before = prefixes.clone();
    active = 0;
    for (int i = 0; i < candidates.size() && active < beam; i++) {
      double logProbability = candidates.logProbability(sentence, i);
      if (Double.isNaN(logProbability)) {
        throw new IllegalStateException("the model's probabilities are not numbers");
      }
      if (logProbability == Double.NEGATIVE_INFINITY) {
        break;
      }
      int row = candidates.row(sentence, i);
      int piece = candidates.piece(sentence, i);
      if (piece != marks.eosId()) {
        prefixes[active] = before[row].then(piece);
        logProbabilities[active] = logProbability;
        rows[active++] = row;
      } else if (i < beam) {
        int length = before[row].length() + 1;
        double score = penalty.score(logProbability, length);
        ended.add(new Hypothesis(before[row].ids(), logProbability, score));
      }
    }
    for (int place = active; place < beam; place++) {
      prefixes[place] = prefixes[0];
      logProbabilities[place] = Double.NEGATIVE_INFINITY;
      rows[place] = 0;
    }
    ended.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
    if (ended.size() > beam) {
      ended.subList(beam, ended.size()).clear();
    }
  }

  /** Whether the search for this sentence has come to its end. */
  boolean done() {
    boolean greedy = prefixes.length == 1;
    if (active == 0 || (greedy && !ended.isEmpty())) {
      return true;
    }
    // Log probabilities only fall and the divisor is greatest at the greatest length.
    double bestPossible = penalty.score(logProbabilities[0], maxLength + 1);
    return ended.size() >= wanted && ended.get(wanted - 1).score() >= bestPossible;
  }

  /** The translations found, best first. */
  List<Hypothesis> translations() {
    return List.copyOf(ended.subList(0, Math.min(wanted, ended.size())));
  }
}
