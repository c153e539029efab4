package org.translatenas.translate.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.translatenas.training.run.Version;

/** Against Moses' own scripts: see NOTICE.txt beside the resources. */
class MosesTokenizerTest {
  @Test
  void cutsAsMoses() throws IOException {
    List<JsonNode> cases = SacrebleuCases.lines("moses.jsonl");
    assertThat(cases).hasSize(166);
    TokenizedBleu german = new TokenizedBleu("de", false);
    for (JsonNode expected : cases) {
      String line = expected.get("line").textValue();
      assertThat(new MosesTokenizer("de").tokenize(line)).isEqualTo(expected.get("de").textValue());
      assertThat(new MosesTokenizer("en").tokenize(line)).isEqualTo(expected.get("en").textValue());
      assertThat(german.words(line)).isEqualTo(expected.get("split").textValue());
    }
  }

  /** A period before a small letter stays with its word, so letters are made small afterwards. */
  @Test
  void whoeverIgnoresCaseCutsTheSameWords() {
    String line = "Das ist gut. Er kommt mit Dr. M\u00FCller. Sie geht z.B. heim. Nr. 5 lebt.";
    TokenizedBleu small = new TokenizedBleu("de", true);
    assertThat(small.words(line))
        .isEqualTo(new TokenizedBleu("de", false).words(line).toLowerCase(Locale.ROOT));
    assertThat(small.score(List.of(line.replace("gut.", "gut .")), List.of(List.of(line))).score())
        .isCloseTo(100, within(1e-9));
  }

  /** As the papers' script in Perl cuts its bytes. */
  @Test
  void splitsCompoundsAsIfByBytes() {
    TokenizedBleu german = new TokenizedBleu("de", false);
    assertThat(german.words("A-Ö-B a-b-c Ö-Ä"))
        .isEqualTo("A ##AT##-##AT## Ö ##AT##-##AT## B a ##AT##-##AT## b-c Ö ##AT##-##AT## Ä");
  }

  /** The score is sacreBLEU's of what Moses cut, without tokenizer and smoothing. */
  @Test
  void scoresAsMultiBleu() throws IOException {
    List<String> references = new ArrayList<>();
    List<String> hypotheses = new ArrayList<>();
    for (JsonNode expected : SacrebleuCases.lines("moses.jsonl")) {
      String line = expected.get("line").textValue();
      references.add(line);
      List<String> kept = new ArrayList<>();
      String[] words = line.split(" ", -1);
      for (int i = 0; i < words.length; i++) {
        if (i % 7 != 6) {
          kept.add(words[i]);
        }
      }
      hypotheses.add(String.join(" ", kept));
    }
    TokenizedBleu metric = new TokenizedBleu("de", false);
    MetricScore score = metric.score(hypotheses, List.of(references));
    assertThat(score.score()).isCloseTo(84.55784138942727, within(1e-12));
    assertThat(score.name()).isEqualTo("BLEU(tokenised, compound-split)");
    assertThat(metric.signature(1).full())
        .isEqualTo(
            "nrefs:1|case:mixed|tok:moses-de|punct:ascii|compounds:split|smooth:none|version:"
                + "translate-nas."
                + Version.current());
  }

  @Property
  void takesAnyText(@ForAll String line) {
    for (String language : MosesTokenizer.LANGUAGES) {
      String words = new MosesTokenizer(language).tokenize(line);
      assertThat(words).doesNotContain("  ", "\n").isEqualTo(words.strip());
    }
  }
}
