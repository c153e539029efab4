package org.translatenas.translate.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.translatenas.translate.decode.DecodeFixture.MARKS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.config.LengthPenaltyKind;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.TranslationModel;

class BeamSearchTest {
  private static final int VOCABULARY = 17;

  @Property(tries = 24)
  void beamOfOneTakesTheMostProbablePieceEachTime(
      @ForAll @IntRange(max = 2) int family, @ForAll @IntRange(max = 1_000) int seed) {
    ModelSpec spec = DecodeFixture.specs(VOCABULARY).get(family);
    int maxLength = 8;
    double alpha = seed % 2 * 10; // 10: all that is longer has a better score, and must not matter
    try (TranslationModel model = DecodeFixture.model(spec, seed)) {
      List<int[]> sources = DecodeFixture.sources(new SplittableRandom(seed), 3, 6, VOCABULARY);
      DecodeConfig config = DecodeFixture.config(1, LengthPenaltyKind.GNMT, alpha, maxLength);
      List<Hypothesis> found = new BeamSearch(model, MARKS, config).best(sources);
      for (int i = 0; i < sources.size(); i++) {
        Hypothesis expected = greedy(model, sources.get(i), maxLength);
        assertThat(found.get(i).ids()).containsExactly(expected.ids());
        assertThat(found.get(i).logProbability())
            .isCloseTo(expected.logProbability(), within(1e-9));
      }
    }
  }

  private static Hypothesis greedy(TranslationModel model, int[] source, int maxLength) {
    int[] prefix = {};
    double sum = 0;
    while (true) {
      double[] next = DecodeFixture.next(model, source, prefix);
      int best = MARKS.eosId();
      for (int piece = 0; piece < next.length && prefix.length < maxLength; piece++) {
        best = next[piece] > next[best] ? piece : best;
      }
      sum += next[best];
      if (best == MARKS.eosId()) {
        return new Hypothesis(prefix, sum, 0, null, null);
      }
      prefix = then(prefix, best);
    }
  }

  private static int[] then(int[] prefix, int piece) {
    int[] longer = Arrays.copyOf(prefix, prefix.length + 1);
    longer[prefix.length] = piece;
    return longer;
  }

  @Property(tries = 6)
  void aWideBeamFindsWhatLookingAtEverySequenceFinds(
      @ForAll @IntRange(max = 2) int family,
      @ForAll @IntRange(max = 1_000) int seed,
      @ForAll LengthPenaltyKind kind) {
    int vocabulary = 6;
    int maxLength = 4;
    double alpha = seed % 3 * 0.6;
    ModelSpec spec = DecodeFixture.specs(vocabulary).get(family);
    try (TranslationModel model = DecodeFixture.model(spec, seed)) {
      List<int[]> sources = DecodeFixture.sources(new SplittableRandom(seed), 2, 5, vocabulary);
      // Three pieces may go on: 1 + 3 + 9 + 27 + 81 = 121 sequences, so nothing is ever cut.
      DecodeConfig config = DecodeFixture.config(121, kind, alpha, maxLength);
      List<List<Hypothesis>> found = new BeamSearch(model, MARKS, config).search(sources, 20);
      for (int i = 0; i < sources.size(); i++) {
        List<Hypothesis> every = new ArrayList<>();
        LengthPenalty penalty = new LengthPenalty(kind, alpha);
        enumerate(model, sources.get(i), new int[0], 0, maxLength, penalty, every);
        assertThat(every).hasSize(121);
        every.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
        for (int rank = 0; rank < 20; rank++) {
          assertThat(found.get(i).get(rank).ids()).containsExactly(every.get(rank).ids());
          assertThat(found.get(i).get(rank).score())
              .isCloseTo(every.get(rank).score(), within(1e-9));
        }
        assertThat(new BeamSearch(model, MARKS, config).best(sources).get(i).ids())
            .containsExactly(every.get(0).ids());
      }
    }
  }

  private static void enumerate(
      TranslationModel model,
      int[] source,
      int[] prefix,
      double sum,
      int maxLength,
      LengthPenalty penalty,
      List<Hypothesis> every) {
    double[] next = DecodeFixture.next(model, source, prefix);
    double ended = sum + next[MARKS.eosId()];
    double score = penalty.score(ended, prefix.length + 1);
    every.add(new Hypothesis(prefix, ended, score, null, null));
    for (int piece = 0; piece < next.length && prefix.length < maxLength; piece++) {
      if (piece != MARKS.eosId() && next[piece] != Double.NEGATIVE_INFINITY) {
        double longer = sum + next[piece];
        enumerate(model, source, then(prefix, piece), longer, maxLength, penalty, every);
      }
    }
  }

  @Property(tries = 9)
  void keepsToTheRestrictions(
      @ForAll @IntRange(max = 2) int family, @ForAll @IntRange(max = 1_000) int seed) {
    ModelSpec spec = DecodeFixture.specs(VOCABULARY).get(family);
    try (TranslationModel model = DecodeFixture.model(spec, seed)) {
      List<int[]> sources = DecodeFixture.sources(new SplittableRandom(seed), 5, 6, VOCABULARY);
      DecodeConfig config =
          DecodeFixture.config(
              "beam=3", "maxLengthA=0", "maxLengthB=12", "minLength=5", "noRepeatNgram=2");
      for (List<Hypothesis> found : new BeamSearch(model, MARKS, config).search(sources, 3)) {
        for (Hypothesis hypothesis : found) {
          int[] ids = hypothesis.ids();
          assertThat(ids.length).isBetween(5, 12);
          List<String> pairs = new ArrayList<>();
          for (int i = 0; i + 1 < ids.length; i++) {
            pairs.add(ids[i] + " " + ids[i + 1]);
          }
          assertThat(pairs).doesNotHaveDuplicates();
        }
      }
    }
  }

  @Property(tries = 9)
  void aSentenceIsTranslatedTheSameAloneAndAmongOthers(
      @ForAll @IntRange(max = 2) int family, @ForAll @IntRange(max = 1_000) int seed) {
    ModelSpec spec = DecodeFixture.specs(VOCABULARY).get(family);
    try (TranslationModel model = DecodeFixture.model(spec, seed)) {
      List<int[]> sources = DecodeFixture.sources(new SplittableRandom(seed), 7, 12, VOCABULARY);
      DecodeConfig config = DecodeFixture.config("maxLengthB=3");
      BeamSearch search = new BeamSearch(model, MARKS, config);
      List<List<Hypothesis>> together = search.search(sources, 4);
      for (int i = 0; i < sources.size(); i++) {
        List<Hypothesis> alone = search.search(List.of(sources.get(i)), 4).get(0);
        assertThat(together.get(i)).hasSameSizeAs(alone);
        for (int rank = 0; rank < alone.size(); rank++) {
          Hypothesis same = together.get(i).get(rank);
          assertThat(same.ids()).containsExactly(alone.get(rank).ids());
          assertThat(same.score()).isCloseTo(alone.get(rank).score(), within(1e-9));
        }
        // A hypothesis has the probability that the model gives to its pieces.
        assertThat(alone.get(0).logProbability())
            .isCloseTo(probability(model, sources.get(i), alone.get(0).ids()), within(1e-9));
        assertThat(alone.get(0).ids().length)
            .isLessThanOrEqualTo(config.maxLength(sources.get(i).length));
      }
    }
  }

  private static double probability(TranslationModel model, int[] source, int[] target) {
    double sum = 0;
    for (int i = 0; i <= target.length; i++) {
      double[] next = DecodeFixture.next(model, source, Arrays.copyOf(target, i));
      sum += next[i < target.length ? target[i] : MARKS.eosId()];
    }
    return sum;
  }

  /** Otherwise the tests above would see nothing of end marks and of sentences that leave early. */
  @Test
  void theModelsEndAtManyLengths() {
    Set<Integer> lengths = new HashSet<>();
    for (int seed = 0; seed < 60; seed++) {
      ModelSpec spec = DecodeFixture.specs(VOCABULARY).get(seed % 3);
      try (TranslationModel model = DecodeFixture.model(spec, seed)) {
        DecodeConfig config = DecodeFixture.config(1, LengthPenaltyKind.GNMT, 0, 8);
        List<int[]> sources = DecodeFixture.sources(new SplittableRandom(seed), 3, 6, VOCABULARY);
        new BeamSearch(model, MARKS, config)
            .best(sources)
            .forEach(found -> lengths.add(found.ids().length));
      }
    }
    assertThat(lengths).hasSize(9); // 0 to 8
  }

  @Test
  void nothingNativeOutlivesASearch() {
    ModelSpec spec = DecodeFixture.specs(VOCABULARY).get(2);
    try (TranslationModel model = DecodeFixture.model(spec, 3)) {
      List<int[]> sources = DecodeFixture.sources(new SplittableRandom(3), 6, 9, VOCABULARY);
      DecodeConfig config = DecodeFixture.config(3, LengthPenaltyKind.GNMT, 0.6, 30);
      BeamSearch search = new BeamSearch(model, MARKS, config);
      search.best(sources); // makes the constants that stay
      int before = Torch.manager().getManagedArrays().size();
      search.best(sources);
      assertThat(Torch.manager().getManagedArrays()).hasSize(before);
    }
  }

  @Test
  void nothingNativeOutlivesAFailure() {
    ModelSpec spec = DecodeFixture.specs(VOCABULARY).get(0);
    try (TranslationModel model = DecodeFixture.model(spec, 3)) {
      DecodeConfig config = DecodeFixture.config(2, LengthPenaltyKind.GNMT, 0.6, 30);
      BeamSearch search = new BeamSearch(model, MARKS, config);
      List<int[]> sources = List.of(new int[] {5, 6});
      search.best(sources);
      Scope.run(() -> model.table().value().muli(Double.NaN));
      int before = Torch.manager().getManagedArrays().size();
      assertThatThrownBy(() -> search.best(sources)).hasMessageContaining("not numbers");
      assertThat(Torch.manager().getManagedArrays()).hasSize(before);
    }
  }

  @Test
  void noSourcesGiveNoTranslations() {
    ModelSpec spec = DecodeFixture.specs(VOCABULARY).get(0);
    try (TranslationModel model = DecodeFixture.model(spec, 3)) {
      DecodeConfig config = DecodeFixture.config(2, LengthPenaltyKind.GNMT, 0.6, 30);
      assertThat(new BeamSearch(model, MARKS, config).best(List.of())).isEmpty();
    }
  }
}
