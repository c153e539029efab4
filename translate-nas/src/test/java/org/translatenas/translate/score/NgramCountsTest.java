package org.translatenas.translate.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NgramCountsTest {
  /** Against counting the n-grams as lists of words. */
  @Property
  void matchesAreThoseOfCounting(
      @ForAll @Size(min = 2, max = 4)
          List<@Size(max = 12) List<@IntRange(max = 3) Integer>> lines) {
    List<List<String>> words =
        lines.stream().map(line -> line.stream().map(word -> "w" + word).toList()).toList();
    double[] vector = BleuStatistics.vectorOf(words, 4);
    for (int order = 1; order <= 4; order++) {
      Map<List<String>, Integer> most = new HashMap<>();
      for (List<String> reference : words.subList(1, words.size())) {
        count(reference, order).forEach((ngram, n) -> most.merge(ngram, n, Math::max));
      }
      int matched = 0;
      int total = 0;
      for (var ngram : count(words.get(0), order).entrySet()) {
        matched += Math.min(ngram.getValue(), most.getOrDefault(ngram.getKey(), 0));
        total += ngram.getValue();
      }
      assertThat(vector[1 + order]).isEqualTo(matched);
      assertThat(vector[5 + order]).isEqualTo(total);
    }
  }

  private static Map<List<String>, Integer> count(List<String> words, int order) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + order <= words.size(); i++) {
      counts.merge(List.copyOf(words.subList(i, i + order)), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void numbersPairs() {
    PairNumbers pairs = new PairNumbers(300);
    pairs.clear();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      numbers.add(pairs.number(i % 17, i % 13));
    }
    assertThat(pairs.size()).isEqualTo(17 * 13);
    assertThat(numbers.get(0)).isZero();
    assertThat(numbers.get(220)).isEqualTo(220);
    assertThat(numbers.get(221)).isZero(); // 221 = 17 · 13
    pairs.clear();
    assertThat(pairs.number(5, 5)).isZero();
  }

  /** Whatever the text: a line equals itself, and the metrics take it. */
  @Property(tries = 300)
  void anyTextIsScored(@ForAll @Size(max = 5) List<String> hypotheses, @ForAll String other) {
    if (hypotheses.isEmpty()) {
      return;
    }
    List<String> others = hypotheses.stream().map(line -> other).toList();
    for (ScoreTokenizer tokenizer : ScoreTokenizer.ALL) {
      Bleu bleu = new Bleu(tokenizer, Smoothing.EXP, false, true);
      BleuScore same = bleu.corpusScore(hypotheses, List.of(hypotheses));
      assertThat(same.counts()).isEqualTo(same.totals());
      assertThat(bleu.corpusScore(hypotheses, List.of(others)).score()).isBetween(0.0, 100.0001);
    }
    assertThat(Ter.STANDARD.score(hypotheses, List.of(hypotheses)).score()).isZero();
    assertThat(Chrf.STANDARD.score(hypotheses, List.of(others)).score()).isBetween(0.0, 100.0001);
  }
}
