package org.translatenas.translate.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Resampling draws what sacreBLEU 2.6.0 draws: its figures for 200 samples with its seed. */
class SacrebleuSamplesTest {
  private static final Resampling RESAMPLING = new Resampling(200, Resampling.STANDARD_SEED);
  private final List<String> hypotheses = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final List<String> references = new ArrayList<>();

  @BeforeEach
  void read() throws IOException {
    JsonNode set = SacrebleuCases.set("help.en-de");
    set.get("hypotheses").forEach(text -> hypotheses.add(text.textValue()));
    set.get("references").get(0).forEach(text -> references.add(text.textValue()));
    for (int i = 0; i < hypotheses.size(); i++) {
      String text = hypotheses.get(i);
      if (i % 9 == 0) {
        others.add(text.substring(text.indexOf(' ') + 1));
      } else {
        others.add(i % 20 == 7 ? references.get(i) : text);
      }
    }
  }

  private List<double[][]> systems(Metric metric) {
    return List.of(
        metric.segmentVectors(hypotheses, List.of(references)),
        metric.segmentVectors(others, List.of(references)));
  }

  @Test
  void bootstrapIsSacrebleus() {
    List<Resampling.Result> bleu = RESAMPLING.bootstrapTest(Bleu.STANDARD, systems(Bleu.STANDARD));
    assertThat(bleu.get(0).interval().mean()).isCloseTo(58.13109566182656, within(1e-4));
    assertThat(bleu.get(0).interval().halfWidth()).isCloseTo(5.017818004754375, within(1e-4));
    assertThat(bleu.get(1).pValue()).isEqualTo(0.3283582089552239);
    List<Resampling.Result> ter = RESAMPLING.bootstrapTest(Ter.STANDARD, systems(Ter.STANDARD));
    assertThat(ter.get(0).interval().mean()).isCloseTo(18.141817, within(1e-4));
    assertThat(ter.get(0).interval().halfWidth()).isCloseTo(2.4344263, within(1e-4));
    assertThat(ter.get(1).pValue()).isEqualTo(0.1044776119402985);
  }

  @Test
  void randomisationIsSacrebleus() {
    List<double[][]> bleu = systems(Bleu.STANDARD);
    assertThat(RESAMPLING.randomizationTest(Bleu.STANDARD, bleu.get(0), bleu.get(1)))
        .isEqualTo(0.9154228855721394);
    List<double[][]> ter = systems(Ter.STANDARD);
    assertThat(RESAMPLING.randomizationTest(Ter.STANDARD, ter.get(0), ter.get(1)))
        .isEqualTo(0.15920398009950248);
  }
}
