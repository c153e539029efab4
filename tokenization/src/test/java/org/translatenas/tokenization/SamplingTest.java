package org.translatenas.tokenization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Random cuts and the best few. */
class SamplingTest {
  private static final Tokenizer BPE = Tokenizer.of(Fixture.model("bpe"));
  private static final Tokenizer BYTES = Tokenizer.of(Fixture.model("bytes"));
  private static final Tokenizer UNIGRAM = Tokenizer.of(Fixture.model("unigram"));
  private static final String WORD = "dictionary";
  private static final int DRAWS = 20_000;

  /** All ways to cut a normalised text, with their scores, the best first. */
  private static List<Map.Entry<List<String>, Double>> allCuts(String normalized) {
    List<Map.Entry<List<String>, Double>> cuts = new ArrayList<>();
    extend(normalized, List.of(), 0, cuts);
    cuts.sort(Comparator.comparingDouble(cut -> -cut.getValue()));
    return cuts;
  }

  private static void extend(
      String rest, List<String> before, double score, List<Map.Entry<List<String>, Double>> cuts) {
    if (rest.isEmpty()) {
      cuts.add(Map.entry(before, score));
    }
    for (int end = 1; end <= rest.length(); end++) {
      Piece piece =
          UNIGRAM.id(rest.substring(0, end)).isPresent()
              ? UNIGRAM.model().pieces().get(UNIGRAM.id(rest.substring(0, end)).getAsInt())
              : null;
      if (piece != null && piece.type() == Piece.Type.NORMAL) {
        List<String> longer = new ArrayList<>(before);
        longer.add(piece.text());
        extend(rest.substring(end), longer, score + piece.score(), cuts);
      }
    }
  }

  @Test
  void findsTheBestCutsOfTheReference() {
    assertThat(
            UNIGRAM.nbestAsPieces("the dictionary 日", 6).stream()
                .map(pieces -> String.join(" ", pieces)))
        .containsExactly(
            "▁the ▁ d ic tion ar y ▁ 日",
            "▁the ▁ d i c tion ar y ▁ 日",
            "▁the ▁ d ic tion a r y ▁ 日",
            "▁the ▁ d ic t ion ar y ▁ 日",
            "▁the ▁ d i c tion a r y ▁ 日",
            "▁the ▁ d i c t ion ar y ▁ 日");
    List<int[]> ids = UNIGRAM.nbest("the dictionary 日", 3);
    assertThat(ids).hasSize(3);
    assertThat(ids.get(0)).containsExactly(16, 5, 17, 94, 118, 35, 39, 5, 0);
    assertThat(ids.get(2)).containsExactly(16, 5, 17, 94, 118, 23, 12, 39, 5, 0);
    assertThat(UNIGRAM.nbest("", 3)).hasSize(1);
    assertThat(UNIGRAM.nbest("", 3).get(0)).isEmpty();
  }

  @Test
  void ranksAllCuts() {
    List<Map.Entry<List<String>, Double>> expected = allCuts(UNIGRAM.normalize(WORD));
    List<List<String>> found = UNIGRAM.nbestAsPieces(WORD, 1024);

    assertThat(found)
        .hasSameSizeAs(expected)
        .doesNotHaveDuplicates()
        .startsWith(UNIGRAM.encodeAsPieces(WORD));
    Map<List<String>, Double> scores = new HashMap<>();
    expected.forEach(cut -> scores.put(cut.getKey(), cut.getValue()));
    for (int i = 0; i < found.size(); i++) {
      assertThat(scores.get(found.get(i))).isEqualTo(expected.get(i).getValue(), within(1e-4));
    }
  }

  private static Map<List<String>, Double> shares(SubwordSampling sampling) {
    Map<List<String>, Double> shares = new HashMap<>();
    for (int seed = 0; seed < DRAWS; seed++) {
      shares.merge(UNIGRAM.sampleAsPieces(WORD, sampling, seed), 1.0 / DRAWS, Double::sum);
    }
    return shares;
  }

  private static void hasShares(
      Map<List<String>, Double> found, List<Map.Entry<List<String>, Double>> cuts, double alpha) {
    double sum = cuts.stream().mapToDouble(cut -> Math.exp(alpha * cut.getValue())).sum();
    for (Map.Entry<List<String>, Double> cut : cuts) {
      // Of 20,000 draws a share is known to 0.0036 (one standard deviation, at most).
      assertThat(found.getOrDefault(cut.getKey(), 0.0))
          .as("%s", cut.getKey())
          .isEqualTo(Math.exp(alpha * cut.getValue()) / sum, within(0.015));
    }
  }

  @Test
  void drawsAmongAllCutsByTheirProbability() {
    List<Map.Entry<List<String>, Double>> cuts = allCuts(UNIGRAM.normalize(WORD));
    hasShares(shares(new SubwordSampling(-1, 0.4)), cuts, 0.4);
    hasShares(shares(new SubwordSampling(-1, 0)), cuts, 0);
  }

  @Test
  void drawsAmongTheBestCuts() {
    List<Map.Entry<List<String>, Double>> cuts = allCuts(UNIGRAM.normalize(WORD)).subList(0, 5);
    Map<List<String>, Double> found = shares(new SubwordSampling(5, 0.3));

    assertThat(found).hasSize(5);
    hasShares(found, cuts, 0.3);
    assertThat(shares(new SubwordSampling(1, 0.3)))
        .containsOnlyKeys(List.of(UNIGRAM.encodeAsPieces(WORD)));
  }

  @Test
  void leavesOutMergesAtTheGivenRate() {
    // "aus" alone: the merges that make it are dropped, each with the rate.
    String text = "aus";
    int whole = 0;
    List<String> pieces = BPE.encodeAsPieces(text);
    for (int seed = 0; seed < DRAWS; seed++) {
      whole += BPE.sampleAsPieces(text, new SubwordSampling(-1, 0.1), seed).equals(pieces) ? 1 : 0;
    }
    // One merge for each character joined on; a dropped one may be made up for by another way.
    double untouched = Math.pow(0.9, BPE.normalize(text).length() - pieces.size());
    assertThat((double) whole / DRAWS).isBetween(untouched - 0.015, untouched + 0.1);
    assertThat(BPE.sampleAsPieces("ausaus", new SubwordSampling(-1, 1), 3))
        .containsExactly("▁", "a", "u", "s", "a", "u", "s");
  }

  @Property(tries = 200)
  void cutsTheSameText(
      @ForAll String text, @ForAll long seed, @ForAll @DoubleRange(max = 1) double alpha) {
    SubwordSampling sampling = new SubwordSampling(-1, alpha);
    for (Tokenizer tokenizer : List.of(BPE, UNIGRAM)) {
      List<String> pieces = tokenizer.sampleAsPieces(text, sampling, seed);
      assertThat(String.join("", pieces)).isEqualTo(tokenizer.normalize(text));
      assertThat(tokenizer.sampleAsPieces(text, sampling, seed)).isEqualTo(pieces);
      assertThat(tokenizer.sample(text, sampling, seed)).hasSameSizeAs(pieces.toArray());
    }
    assertThat(BPE.sample(text, new SubwordSampling(-1, 0), seed)).isEqualTo(BPE.encode(text));
  }

  @Property(tries = 200)
  void cutsIdsAnewWithoutLoss(
      @ForAll String text, @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int nbest) {
    for (Tokenizer tokenizer : List.of(BPE, UNIGRAM, BYTES)) {
      int[] ids = tokenizer.encode(text);
      int[] again = tokenizer.resample(ids, new SubwordSampling(-1, 0.3), seed);
      assertThat(tokenizer.decode(again)).isEqualTo(tokenizer.decode(ids));
      assertThat(tokenizer.resample(ids, new SubwordSampling(-1, 0.3), seed)).isEqualTo(again);
    }
    int[] ids = UNIGRAM.encode(text);
    assertThat(UNIGRAM.decode(UNIGRAM.resample(ids, new SubwordSampling(nbest, 0.3), seed)))
        .isEqualTo(UNIGRAM.decode(ids));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new SubwordSampling(513, 0.1))
        .hasMessage("nbestSize must be at most 512, not 513");
    assertThatThrownBy(() -> new SubwordSampling(-1, Double.NaN))
        .hasMessage("alpha must be 0 or more, not NaN");
    assertThatThrownBy(() -> UNIGRAM.nbest("a", 0)).hasMessageContaining("from 1 to 1024, not 0");
    assertThatThrownBy(() -> BPE.nbest("a", 2)).isInstanceOf(UnsupportedOperationException.class);
    Tokenizer characters = Tokenizer.of(Fixture.model("char"));
    assertThat(characters.canSample()).isFalse();
    assertThatThrownBy(() -> characters.sample("a", new SubwordSampling(-1, 0.1), 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
