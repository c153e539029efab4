package org.translatenas.translate.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.translatenas.reversible.Seeds;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.data.Marks;

/**
 * The search for one sentence's translations: one group of hypotheses, or several that are made to
 * differ. Its places are those of its groups, one group after the other.
 */
final class SentenceBeam {
  private final List<BeamGroup> groups = new ArrayList<>();
  private final Marks marks;
  private final int size;
  private final double strength;
  private final int maxLength;
  private final int sourceLength;
  private final int[] prefix;
  private final int wanted;
  private final SplittableRandom random;
  private int steps;

  /**
   * A beam whose hypotheses are empty.
   *
   * @param count how many translations are wanted
   * @param seed of the numbers that a drawn translation depends on
   */
  SentenceBeam(Marks marks, DecodeConfig config, DecodeInput input, int count, long seed) {
    this.marks = marks;
    int groupCount = config.diverseBeamGroups();
    size = config.sampling() ? 1 : config.beam() / groupCount;
    strength = config.diverseBeamStrength();
    maxLength = Math.max(config.maxLength(input.source().length), input.prefix().length);
    sourceLength = input.source().length + 1;
    prefix = input.prefix();
    wanted = count;
    random = new SplittableRandom(Seeds.of(seed, input.number()));
    HypothesisScore scoring = HypothesisScore.of(config);
    for (int group = 0; group < groupCount; group++) {
      int ofGroup = (count + groupCount - 1) / groupCount;
      groups.add(new BeamGroup(marks, scoring, size, maxLength, ofGroup));
    }
  }

  /** w: the first step has one hypothesis in a group, the others as many as it has places. */
  int groupWidth() {
    return steps == 0 ? 1 : size;
  }

  /** The places of all groups, G·w. */
  int width() {
    return groups.size() * groupWidth();
  }

  /** The hypothesis in a place, or null in an empty one. */
  Prefix prefix(int place) {
    return group(place).prefix(place % groupWidth());
  }

  /** The last piece of the hypothesis in a place; of no meaning in an empty one. */
  int lastPiece(int place) {
    return group(place).lastPiece(place % groupWidth());
  }

  /** Its log probability; −∞ in an empty place. */
  double logProbability(int place) {
    return group(place).logProbability(place % groupWidth());
  }

  /** The place, before the last step, of what the hypothesis in a place continues. */
  int row(int place) {
    int group = place / groupWidth();
    int widthBefore = steps == 1 ? 1 : size;
    return group * widthBefore + groups.get(group).row(place % groupWidth());
  }

  private BeamGroup group(int place) {
    return groups.get(place / groupWidth());
  }

  /** Pieces of the source and its end mark. */
  int sourceLength() {
    return sourceLength;
  }

  /** The only piece that may come next, or −1 where it is free. */
  int only() {
    if (steps < prefix.length) {
      return prefix[steps];
    }
    return steps >= maxLength ? marks.eosId() : -1;
  }

  /** A number in [0, 1) that decides which piece is drawn next. */
  double draw() {
    return random.nextDouble();
  }

  /**
   * Takes the sentence's candidates of one step.
   *
   * @param sentence its number in the batch
   * @param attention by place: what its next piece looks at, or null
   */
  void advance(Candidates candidates, int sentence, IntFunction<float[]> attention) {
    int width = groupWidth();
    Map<Integer, Integer> taken = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).done()) {
        groups.get(i).rest();
        continue; // It has found its translations, and takes no pieces from the others any more.
      }
      int first = i * width;
      int number = sentence * groups.size() + i;
      int[] ranked = candidates.ranked(number, taken, strength);
      groups.get(i).advance(candidates, number, ranked, row -> attention.apply(first + row));
      for (int piece : groups.get(i).lastPieces()) {
        taken.merge(piece, 1, Integer::sum);
      }
    }
    steps++;
  }

  /** Whether the search for this sentence has come to its end. */
  boolean done() {
    return groups.stream().allMatch(BeamGroup::done);
  }

  /** The translations found, best first. */
  List<Hypothesis> translations() {
    Stream<Hypothesis> all = groups.stream().flatMap(group -> group.translations().stream());
    return all.sorted(Comparator.comparingDouble(Hypothesis::score).reversed())
        .limit(wanted)
        .toList();
  }
}
