package org.translatenas.translate.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChrfAndTerTest {
  static Stream<Arguments> cases() throws IOException {
    List<Arguments> cases = SacrebleuCases.read("chrf-ter.jsonl");
    assertThat(cases).hasSize(195);
    return cases.stream();
  }

  private static Metric metric(String name, JsonNode options) {
    if (name.equals("ter")) {
      return new Ter(
          options.path("normalized").booleanValue(),
          options.path("no_punct").booleanValue(),
          options.path("asian_support").booleanValue(),
          options.path("case_sensitive").booleanValue());
    }
    return new Chrf(
        options.path("char_order").asInt(6),
        options.path("word_order").asInt(0),
        options.path("beta").asInt(2),
        options.path("lowercase").booleanValue(),
        options.path("whitespace").booleanValue(),
        options.path("eps_smoothing").booleanValue());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalsSacrebleu(JsonNode expected, List<String> hypotheses, List<List<String>> references) {
    Metric metric = metric(expected.get("metric").textValue(), expected.get("options"));
    MetricScore score = metric.score(hypotheses, references);
    assertThat(score.score()).isCloseTo(expected.get("score").doubleValue(), within(1e-12));
    assertThat(new ScoreFormat(2).text(score, null, metric.signature(references.size()).full()))
        .isEqualTo(SacrebleuCases.text(expected));
  }

  /** sacreBLEU's, of words alone. */
  @Test
  void chrfCanLeaveCharactersAway() {
    Chrf words = new Chrf(0, 2, 2, false, false, false);
    MetricScore score =
        words.score(
            List.of("the cat sat on the mat .", "a dog!"),
            List.of(List.of("the cat is on the mat .", "a big dog !")));
    assertThat(score.score()).isCloseTo(70.07703743749155, within(1e-12));
    assertThat(words.signature(1).full())
        .startsWith("nrefs:1|case:mixed|eff:yes|nc:0|nw:2|space:no");
  }

  /** Worked by hand: the reference has 5 words. */
  @ParameterizedTest
  @CsvSource({
    "a b c d e, 0",
    "a b c d, 20",
    "a b c d e f, 20",
    "a b x d e, 20",
    "d e a b c, 20", // one shift
    "x d e a b c, 40", // one shift, one insertion
    "e d c b a, 80", // shifts are greedy: better ways are not found
    "'', 100"
  })
  void countsInsertionsDeletionsSubstitutionsAndShifts(String hypothesis, double expected) {
    MetricScore score = Ter.STANDARD.score(List.of(hypothesis), List.of(List.of("a b c d e")));
    assertThat(score.score()).isCloseTo(expected, within(1e-12));
  }

  /** Each of Tercom's four limits decides one of these. */
  @Test
  void searchesNoFurtherThanSacrebleu() throws IOException {
    for (String line : SacrebleuCases.resource("ter-limits.tsv")) {
      String[] fields = line.split("\t");
      int length = fields[3].split(" ").length;
      MetricScore score = Ter.STANDARD.score(List.of(fields[2]), List.of(List.of(fields[3])));
      assertThat(score.score())
          .as(fields[0])
          .isCloseTo(100.0 * Integer.parseInt(fields[1]) / length, within(1e-12));
    }
  }

  @Test
  void takesTheClosestOfSeveralReferencesAndTheirAverageLength() {
    MetricScore score =
        Ter.STANDARD.score(List.of("a b c"), List.of(List.of("a b c d"), List.of("x y")));
    assertThat(score.score()).isCloseTo(100.0 / 3, within(1e-12));
  }

  @Test
  void abbreviatesSignatures() {
    assertThat(Chrf.STANDARD.signature(2).abbreviated())
        .startsWith("#:2|c:mixed|e:yes|nc:6|nw:0|s:no|v:translate-nas.");
    assertThat(Ter.STANDARD.signature(1).abbreviated())
        .startsWith("#:1|c:lc|t:tercom|nr:no|pn:yes|as:no|v:translate-nas.");
  }

  @Test
  void refusesUnequalLengths() {
    assertThatThrownBy(() -> Chrf.STANDARD.score(List.of("a"), List.of(List.of("a", "b"))))
        .hasMessage("2 references for 1 hypotheses");
  }
}
