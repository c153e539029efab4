package org.translatenas.translate.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.translatenas.translate.decode.DecodeFixture.MARKS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.TranslationModel;

/** Prefixes, ensembles, diverse groups, draws and attention, against what they must equal. */
class DecodingFeaturesTest {
  private static final int VOCABULARY = 17;
  private static final int UNKNOWN = 0;

  private static BeamSearch search(List<TranslationModel> models, String... settings) {
    return new BeamSearch(models, MARKS, DecodeFixture.config(settings), UNKNOWN, true, 5);
  }

  private static List<int[]> sources(int seed) {
    return DecodeFixture.sources(new SplittableRandom(seed), 4, 7, VOCABULARY);
  }

  private static ModelSpec spec(int family) {
    return DecodeFixture.specs(VOCABULARY).get(family);
  }

  @Property(tries = 9)
  void aForcedTranslationHasTheScoresAndTheAttentionOfTheSearch(
      @ForAll @IntRange(max = 2) int family, @ForAll @IntRange(max = 1_000) int seed) {
    try (TranslationModel model = DecodeFixture.model(spec(family), seed)) {
      List<int[]> sources = sources(seed);
      String[] settings = {"beam=4", "maxLengthB=6"};
      List<List<Hypothesis>> found = search(List.of(model), settings).search(sources, 4);
      List<DecodeInput> inputs = new ArrayList<>();
      List<Hypothesis> searched = new ArrayList<>();
      for (int i = 0; i < sources.size(); i++) {
        for (Hypothesis hypothesis : found.get(i)) {
          assertThat(Arrays.stream(hypothesis.pieceScores()).sum())
              .isCloseTo(hypothesis.logProbability(), within(1e-9));
          if (hypothesis.ids().length > 0) {
            inputs.add(new DecodeInput(sources.get(i), hypothesis.ids(), 0));
            searched.add(hypothesis);
          }
        }
      }
      // Nothing but the end mark may follow what is as long as it may be.
      List<List<Hypothesis>> forced =
          search(List.of(model), "beam=2", "maxLengthA=0", "maxLengthB=1").translations(inputs, 1);
      for (int i = 0; i < searched.size(); i++) {
        isTheSame(forced.get(i).get(0), searched.get(i), inputs.get(i).source().length);
      }
    }
  }

  private static void isTheSame(Hypothesis forced, Hypothesis searched, int sourceLength) {
    assertThat(forced.ids()).containsExactly(searched.ids());
    assertThat(forced.pieceScores()).containsExactly(searched.pieceScores(), within(1e-9));
    for (int t = 0; t <= searched.ids().length; t++) {
      float[] looked = searched.attention()[t];
      assertThat(looked).hasSize(sourceLength + 1);
      assertThat(looked).containsExactly(forced.attention()[t], within(1e-6f));
      double sum = IntStream.range(0, looked.length).mapToDouble(j -> looked[j]).sum();
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
  }

  @Property(tries = 9)
  void aTranslationBeginsWithItsPrefix(
      @ForAll @IntRange(max = 2) int family, @ForAll @IntRange(max = 1_000) int seed) {
    try (TranslationModel model = DecodeFixture.model(spec(family), seed)) {
      int[] prefix = {9, 4, 12};
      List<DecodeInput> inputs =
          sources(seed).stream().map(source -> new DecodeInput(source, prefix, 0)).toList();
      List<List<Hypothesis>> found =
          search(List.of(model), "beam=3", "noRepeatNgram=1", "minLength=4", "maxLengthB=9")
              .translations(inputs, 3);
      for (List<Hypothesis> hypotheses : found) {
        assertThat(hypotheses).isNotEmpty();
        for (Hypothesis hypothesis : hypotheses) {
          assertThat(Arrays.copyOf(hypothesis.ids(), 3)).containsExactly(prefix);
          assertThat(hypothesis.ids().length).isGreaterThanOrEqualTo(4);
          assertThat(hypothesis.ids()).doesNotHaveDuplicates();
        }
      }
    }
  }

  @Property(tries = 6)
  void anEnsembleCountsTheMeanOfProbabilities(
      @ForAll @IntRange(max = 2) int family, @ForAll @IntRange(max = 1_000) int seed) {
    try (TranslationModel first = DecodeFixture.model(spec(family), seed);
        TranslationModel second = DecodeFixture.model(spec((family + 1) % 3), seed + 1)) {
      List<int[]> sources = sources(seed);
      String[] settings = {"beam=3", "maxLengthB=5"};
      List<Hypothesis> found = search(List.of(first, second), settings).best(sources);
      List<Hypothesis> twice = search(List.of(first, first), settings).best(sources);
      List<Hypothesis> alone = search(List.of(first), settings).best(sources);
      for (int i = 0; i < sources.size(); i++) {
        Hypothesis hypothesis = found.get(i);
        int[] ids = hypothesis.ids();
        double[][] one = DecodeFixture.following(first, sources.get(i), ids);
        double[][] other = DecodeFixture.following(second, sources.get(i), ids);
        double expected = 0;
        for (int t = 0; t <= ids.length; t++) {
          int piece = t < ids.length ? ids[t] : MARKS.eosId();
          expected += Math.log((Math.exp(one[t][piece]) + Math.exp(other[t][piece])) / 2);
        }
        assertThat(hypothesis.logProbability()).isCloseTo(expected, within(1e-9));
        assertThat(twice.get(i).ids()).containsExactly(alone.get(i).ids());
        assertThat(twice.get(i).score()).isCloseTo(alone.get(i).score(), within(1e-9));
      }
    }
  }

  @Property(tries = 9)
  void groupsThatNeedNotDifferAreSmallBeams(
      @ForAll @IntRange(max = 2) int family, @ForAll @IntRange(max = 1_000) int seed) {
    try (TranslationModel model = DecodeFixture.model(spec(family), seed)) {
      List<int[]> sources = sources(seed);
      List<List<Hypothesis>> grouped =
          search(
                  List.of(model),
                  "beam=6",
                  "diverseBeamGroups=3",
                  "diverseBeamStrength=0",
                  "maxLengthB=6")
              .search(sources, 3);
      List<Hypothesis> small = search(List.of(model), "beam=2", "maxLengthB=6").best(sources);
      for (int i = 0; i < sources.size(); i++) {
        assertThat(grouped.get(i)).hasSize(3);
        for (Hypothesis hypothesis : grouped.get(i)) {
          assertThat(hypothesis.ids()).containsExactly(small.get(i).ids());
          assertThat(hypothesis.score()).isCloseTo(small.get(i).score(), within(1e-9));
        }
      }
    }
  }

  /**
   * Nobody keeps the first group from anything, so it finds what greedy search finds, and stops
   * there, though by the mean of log probabilities a longer one may be better.
   */
  @Property(tries = 30)
  void theFirstGroupSearchesAsIfAlone(
      @ForAll @IntRange(max = 2) int family, @ForAll @IntRange(max = 1_000) int seed) {
    String[] settings = {"lengthPenaltyKind=simple", "lengthPenalty=1", "maxLengthB=6", "beam=1"};
    String[] grouped = settings.clone();
    grouped[3] = "beam=3";
    try (TranslationModel model = DecodeFixture.model(spec(family), seed)) {
      List<int[]> sources = sources(seed);
      List<Hypothesis> alone = search(List.of(model), settings).best(sources);
      List<List<Hypothesis>> found =
          search(List.of(model), with(grouped, "diverseBeamGroups=3", "diverseBeamStrength=5"))
              .search(sources, 3);
      for (int i = 0; i < sources.size(); i++) {
        int[] expected = alone.get(i).ids();
        assertThat(found.get(i)).anySatisfy(one -> assertThat(one.ids()).isEqualTo(expected));
      }
    }
  }

  private static String[] with(String[] settings, String... more) {
    return Stream.concat(Arrays.stream(settings), Arrays.stream(more)).toArray(String[]::new);
  }

  /** With groups of one, each takes another piece than those before it, and the best of them. */
  @Property(tries = 9)
  void groupsThatMustDifferTakeOtherPieces(
      @ForAll @IntRange(max = 2) int family, @ForAll @IntRange(max = 1_000) int seed) {
    try (TranslationModel model = DecodeFixture.model(spec(family), seed)) {
      List<int[]> sources = sources(seed);
      List<List<Hypothesis>> found =
          search(
                  List.of(model),
                  "beam=4",
                  "diverseBeamGroups=4",
                  "diverseBeamStrength=100",
                  "maxLengthB=6",
                  "minLength=1")
              .search(sources, 4);
      for (int i = 0; i < sources.size(); i++) {
        double[] next = DecodeFixture.next(model, sources.get(i), new int[0]);
        Set<Integer> expected = new HashSet<>();
        IntStream.range(0, VOCABULARY)
            .filter(piece -> piece != MARKS.eosId())
            .boxed()
            .sorted((a, b) -> Double.compare(next[b], next[a]))
            .limit(4)
            .forEach(expected::add);
        Set<Integer> first = new HashSet<>();
        found.get(i).forEach(hypothesis -> first.add(hypothesis.ids()[0]));
        assertThat(first).isEqualTo(expected);
      }
    }
  }

  @Example
  void aPenaltyOfRepetitionsLeavesFewerOfThem() {
    assertThat(repetitions("repetitionPenalty=5"))
        .isLessThan(repetitions("repetitionPenalty=1") / 2);
  }

  /** Pieces of greedy translations that stood there before, over a few models and sentences. */
  private static long repetitions(String setting) {
    long repeated = 0;
    for (int seed = 0; seed < 5; seed++) {
      try (TranslationModel model = DecodeFixture.model(spec(0), seed)) {
        for (Hypothesis found :
            search(List.of(model), "beam=1", "maxLengthB=9", setting).best(sources(seed))) {
          repeated += found.ids().length - Arrays.stream(found.ids()).distinct().count();
        }
      }
    }
    return repeated;
  }

  @Property(tries = 9)
  void drawsDependOnTheSeedAndOnTheSentenceAlone(
      @ForAll @IntRange(max = 2) int family, @ForAll @IntRange(max = 1_000) int seed) {
    try (TranslationModel model = DecodeFixture.model(spec(family), seed)) {
      List<int[]> sources = sources(seed);
      DecodeConfig config =
          DecodeFixture.config("sampling=true", "samplingTopK=9", "samplingTopP=0.95");
      BeamSearch search = new BeamSearch(List.of(model), MARKS, config, UNKNOWN, false, 5);
      List<List<Hypothesis>> together = search.search(sources, 3);
      for (int i = 0; i < sources.size(); i++) {
        List<Hypothesis> alone =
            search.translations(List.of(DecodeInput.of(sources.get(i), i)), 3).get(0);
        assertThat(together.get(i)).hasSize(3);
        for (int rank = 0; rank < 3; rank++) {
          int[] ids = together.get(i).get(rank).ids();
          assertThat(ids).containsExactly(alone.get(rank).ids());
          double[][] following = DecodeFixture.following(model, sources.get(i), ids);
          double expected = 0;
          for (int t = 0; t <= ids.length; t++) {
            expected += following[t][t < ids.length ? ids[t] : MARKS.eosId()];
          }
          assertThat(alone.get(rank).logProbability()).isCloseTo(expected, within(1e-9));
        }
      }
      // Long ones: a random model may end each translation at once, whatever the seed.
      DecodeConfig longer = DecodeFixture.config("sampling=true", "temperature=3", "minLength=8");
      List<List<String>> texts = new ArrayList<>();
      for (int draws = 5; draws < 7; draws++) {
        BeamSearch other = new BeamSearch(List.of(model), MARKS, longer, UNKNOWN, false, draws);
        texts.add(texts(other.search(sources, 3)));
      }
      assertThat(texts.get(0)).isNotEqualTo(texts.get(1));
    }
  }

  private static List<String> texts(List<List<Hypothesis>> found) {
    return found.stream().flatMap(List::stream).map(h -> Arrays.toString(h.ids())).toList();
  }

  @Property(tries = 6)
  void drawsAmongOneAndDrawsInTheColdAreGreedy(
      @ForAll @IntRange(max = 2) int family, @ForAll @IntRange(max = 1_000) int seed) {
    try (TranslationModel model = DecodeFixture.model(spec(family), seed)) {
      List<int[]> sources = sources(seed);
      List<String> greedy = texts(search(List.of(model), "beam=1").search(sources, 1));
      for (String setting : List.of("samplingTopK=1", "samplingTopP=0")) {
        BeamSearch drawn = search(List.of(model), "sampling=true", setting);
        assertThat(texts(drawn.search(sources, 1))).isEqualTo(greedy);
      }
      List<List<Hypothesis>> cold =
          search(List.of(model), "sampling=true", "temperature=0.001").search(sources, 1);
      for (int i = 0; i < cold.size(); i++) {
        int[] ids = cold.get(i).get(0).ids();
        double[][] following = DecodeFixture.following(model, sources.get(i), ids);
        for (int t = 0; t < ids.length; t++) {
          double most = Arrays.stream(following[t]).max().orElseThrow();
          // A piece that is 0.03 worse is drawn once in exp(30) times.
          assertThat(following[t][ids[t]]).isGreaterThan(most - 0.03);
        }
      }
    }
  }

  @Property(tries = 6)
  void unknownPiecesCanBePriced(
      @ForAll @IntRange(max = 2) int family, @ForAll @IntRange(max = 1_000) int seed) {
    try (TranslationModel model = DecodeFixture.model(spec(family), seed)) {
      List<int[]> sources = sources(seed);
      for (List<Hypothesis> found :
          search(List.of(model), "beam=3", "unknownPenalty=500").search(sources, 3)) {
        assertThat(found).allSatisfy(h -> assertThat(h.ids()).doesNotContain(UNKNOWN));
      }
    }
  }

  /** A search with coverage ranks by what {@link HypothesisScore} says of its attention. */
  @Property(tries = 6)
  void coverageCountsInScores(
      @ForAll @IntRange(max = 2) int family, @ForAll @IntRange(max = 1_000) int seed) {
    try (TranslationModel model = DecodeFixture.model(spec(family), seed)) {
      DecodeConfig config =
          DecodeFixture.config("beam=3", "coveragePenalty=0.4", "lengthPenalty=1", "maxLengthB=6");
      BeamSearch search = new BeamSearch(List.of(model), MARKS, config, UNKNOWN, false, 0);
      for (List<Hypothesis> found : search.search(sources(seed), 3)) {
        double last = Double.POSITIVE_INFINITY;
        for (Hypothesis h : found) {
          double coverage = 0;
          for (int i = 0; i < h.attention()[0].length - 1; i++) {
            double covered = 0;
            for (float[] row : h.attention()) {
              covered += row[i];
            }
            coverage += Math.log(Math.min(1, covered));
          }
          double expected = h.logProbability() / ((6 + h.ids().length) / 6.0) + 0.4 * coverage;
          assertThat(h.score()).isCloseTo(expected, within(1e-6)).isLessThanOrEqualTo(last);
          last = h.score();
        }
      }
    }
  }
}
