package org.translatenas.translate.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.translatenas.training.run.Version;

/** Against sacreBLEU 2.6.0: see NOTICE.txt beside the resources. */
class BleuTest {
  static Stream<Arguments> cases() throws IOException {
    List<Arguments> cases = SacrebleuCases.read("bleu.jsonl");
    assertThat(cases).hasSize(156);
    return cases.stream();
  }

  private static Bleu bleu(JsonNode options) {
    Smoothing smoothing = Smoothing.EXP;
    if (options.has("smooth_method")) {
      Smoothing.Method method =
          Smoothing.Method.named(options.get("smooth_method").textValue()).orElseThrow();
      smoothing =
          options.get("smooth_value").isNull()
              ? Smoothing.of(method)
              : new Smoothing(method, options.get("smooth_value").doubleValue());
    }
    return new Bleu(
        ScoreTokenizer.named(options.path("tokenize").asText("13a")).orElseThrow(),
        smoothing,
        options.path("lowercase").booleanValue(),
        options.path("effective_order").booleanValue());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalsSacrebleu(JsonNode expected, List<String> hypotheses, List<List<String>> references) {
    Bleu bleu = bleu(expected.get("options"));
    BleuScore score = bleu.corpusScore(hypotheses, references);
    assertThat(score.score()).isCloseTo(expected.get("score").doubleValue(), within(1e-12));
    assertThat(score.bp()).isCloseTo(expected.get("bp").doubleValue(), within(1e-15));
    assertThat(score.sysLen()).isEqualTo(expected.get("sys_len").longValue());
    assertThat(score.refLen()).isEqualTo(expected.get("ref_len").longValue());
    // sacreBLEU adds the smoothing to what it counted; we keep the counts.
    boolean added = bleu.smoothing().method() == Smoothing.Method.ADD_K && score.score() > 0;
    for (int i = 0; i < 4; i++) {
      double k = added && i > 0 ? bleu.smoothing().value() : 0;
      assertThat(score.counts().get(i) + k).isEqualTo(expected.get("counts").get(i).asDouble());
      assertThat(score.totals().get(i) + k).isEqualTo(expected.get("totals").get(i).asDouble());
      assertThat(score.precisions().get(i))
          .isCloseTo(expected.get("precisions").get(i).doubleValue(), within(1e-12));
    }
    assertThat(new ScoreFormat(2).text(score, null, bleu.signature(references.size()).full()))
        .isEqualTo(SacrebleuCases.text(expected));
  }

  static Stream<Arguments> tokenized() throws IOException {
    List<Arguments> cases = new ArrayList<>();
    for (JsonNode expected : SacrebleuCases.lines("tokenized.jsonl")) {
      for (String name : ScoreTokenizer.names()) {
        cases.add(
            Arguments.of(name, expected.get("line").textValue(), expected.get(name).textValue()));
      }
    }
    assertThat(cases).hasSize(120);
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("tokenized")
  void cutsWordsAsSacrebleu(String tokenizer, String line, String expected) {
    String words =
        ScoreTokenizer.named(tokenizer).orElseThrow().tokenize(PythonText.stripRight(line));
    assertThat(String.join(" ", PythonText.split(words))).isEqualTo(expected);
  }

  @Test
  void scoresASentence() {
    Bleu bleu = new Bleu(new Tokenizer13a(), Smoothing.EXP, false, true);
    assertThat(bleu.sentenceScore("a b c", List.of("a b c", "a b d")).score())
        .isCloseTo(100, within(1e-12));
    assertThat(Bleu.STANDARD.sentenceScore("a b c", List.of("a b c")).score()).isZero();
  }

  @Test
  void corpusStatisticsAreTheSumOfItsSegments() {
    List<String> hypotheses = List.of("a b c d", "e f");
    List<List<String>> references = List.of(List.of("a b c e", "e f"));
    List<BleuStatistics> segments = Bleu.STANDARD.segmentStatistics(hypotheses, references);
    assertThat(segments.get(1))
        .isEqualTo(new BleuStatistics(2, 2, List.of(2L, 1L, 0L, 0L), List.of(2L, 1L, 0L, 0L)));
    assertThat(Bleu.STANDARD.score(segments))
        .isEqualTo(Bleu.STANDARD.corpusScore(hypotheses, references));
  }

  @Test
  void printsTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      BleuScore score = Bleu.STANDARD.sentenceScore("a b c d e", List.of("a b c d f"));
      assertThat(score.verbose())
          .isEqualTo("80.0/75.0/66.7/50.0 (BP = 1.000 ratio = 1.000 hyp_len = 5 ref_len = 5)");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void writesSignatures() {
    Signature signature =
        new Bleu(new TokenizerIntl(), Smoothing.of(Smoothing.Method.FLOOR), true, true)
            .signature(2);
    String version = "translate-nas." + Version.current();
    assertThat(signature.full())
        .isEqualTo("nrefs:2|case:lc|eff:yes|tok:intl|smooth:floor[0.10]|version:" + version);
    assertThat(signature.abbreviated())
        .isEqualTo("#:2|c:lc|e:yes|tok:intl|s:floor[0.10]|v:" + version);
  }

  @Test
  void refusesWhatItCannotScore() {
    assertThatThrownBy(() -> Bleu.STANDARD.corpusScore(List.of("a"), List.of(List.of("a", "b"))))
        .hasMessage("2 references for 1 hypotheses");
    assertThatThrownBy(() -> Bleu.STANDARD.corpusScore(List.of(), List.of(List.of())))
        .hasMessage("a score needs references and hypotheses");
    assertThatThrownBy(() -> new Smoothing(Smoothing.Method.FLOOR, -1))
        .hasMessage("the smoothing value must be 0 or more, not -1.0");
  }
}
