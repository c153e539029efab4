package org.translatenas.translate.score;

import java.util.ArrayList;
import java.util.List;

/**
 * The edits of TER: blocks of words that the reference has elsewhere are shifted, greedily, as long
 * as that lowers the edit distance (Snover et al. 2006, 2.2; limits and order of preference as in
 * Tercom and sacreBLEU 2.6).
 */
final class ShiftedEdits {
  private static final int MAX_SHIFT_SIZE = 10;
  private static final int MAX_SHIFT_DISTANCE = 50;
  private static final int MAX_CANDIDATES = 1000;

  private final List<String> reference;
  private final EditDistance distance;
  private int candidates;

  private ShiftedEdits(List<String> reference) {
    this.reference = reference;
    this.distance = new EditDistance(reference);
  }

  /** Shifts and other edits that turn {@code hypothesis} into {@code reference}. */
  static int count(List<String> hypothesis, List<String> reference) {
    if (reference.isEmpty()) {
      return hypothesis.size();
    }
    return new ShiftedEdits(reference).run(hypothesis);
  }

  private int run(List<String> hypothesis) {
    List<String> words = hypothesis;
    int shifts = 0;
    while (true) {
      Shift best = best(words);
      if (best == null || candidates >= MAX_CANDIDATES || best.gain <= 0) {
        return shifts + distance.of(words);
      }
      words = best.words;
      shifts++;
    }
  }

  /** A shift of {@code length} words from {@code start} to before {@code target}. */
  private record Shift(int gain, int length, int start, int target, List<String> words) {
    /** Of shifts that gain the same, the longest, then the earliest, then the one least far. */
    boolean isBetterThan(Shift other) {
      if (gain != other.gain) {
        return gain > other.gain;
      }
      if (length != other.length) {
        return length > other.length;
      }
      return start != other.start ? start < other.start : target < other.target;
    }
  }

  private Shift best(List<String> words) {
    int before = distance.of(words);
    EditDistance.Alignment alignment = distance.alignment();
    Shift best = null;
    for (int start = 0; start < words.size(); start++) {
      for (int at = 0; at < reference.size(); at++) {
        if (Math.abs(at - start) > MAX_SHIFT_DISTANCE) {
          continue;
        }
        for (int length = 1; matches(words, start, at, length); length++) {
          best = best(words, start, at, length, before, alignment, best);
          if (candidates >= MAX_CANDIDATES) {
            return best;
          }
        }
      }
    }
    return best;
  }

  /** Whether the block that is one word shorter may be lengthened by its next word. */
  private boolean matches(List<String> words, int start, int at, int length) {
    int last = length - 1;
    return length <= MAX_SHIFT_SIZE
        && start + last < words.size()
        && at + last < reference.size()
        && words.get(start + last).equals(reference.get(at + last));
  }

  private Shift best(
      List<String> words,
      int start,
      int at,
      int length,
      int before,
      EditDistance.Alignment alignment,
      Shift bestSoFar) {
    // A block that is right, a place that is right, or a place within the block gains nothing.
    if (!any(alignment.wordWrong(), start, length)
        || !any(alignment.referenceWrong(), at, length)
        || (start <= alignment.position()[at] && alignment.position()[at] < start + length)) {
      return bestSoFar;
    }
    Shift best = bestSoFar;
    int previous = -1;
    for (int offset = -1; offset < length; offset++) {
      int beside = at + offset;
      if (beside >= reference.size()) {
        break;
      }
      int target = beside < 0 ? 0 : alignment.position()[beside] + 1;
      if (target == previous) {
        continue;
      }
      previous = target;
      List<String> shifted = shift(words, start, length, target);
      Shift candidate = new Shift(before - distance.of(shifted), length, start, target, shifted);
      candidates++;
      if (best == null || candidate.isBetterThan(best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static boolean any(boolean[] flags, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (flags[i]) {
        return true;
      }
    }
    return false;
  }

  private static List<String> shift(List<String> words, int start, int length, int target) {
    List<String> block = words.subList(start, start + length);
    List<String> rest = new ArrayList<>(words.subList(0, start));
    rest.addAll(words.subList(start + length, words.size()));
    int place;
    if (target < start) {
      place = target;
    } else if (target > start + length) {
      place = target - length;
    } else {
      place = Math.min(target, rest.size()); // within the block: that many words further on
    }
    rest.addAll(place, block);
    return rest;
  }
}
