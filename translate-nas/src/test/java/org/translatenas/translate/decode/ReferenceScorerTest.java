package org.translatenas.translate.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.model.ModelFolder;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.ToyFolder;
import org.translatenas.translate.model.ToyModels;
import org.translatenas.translate.model.TranslationModel;

class ReferenceScorerTest {
  @TempDir private Path temporary;

  /** Against one step of the decoder after the other. */
  @Test
  void addsUpTheProbabilitiesOfThePieces() {
    ModelSpec spec = ToyModels.transformer(NormPlacement.PRE, ToyFolder.VOCABULARY);
    ToyFolder.write(temporary, spec, 3);
    List<String> sources = List.of("abc", "x", "defgh");
    List<String> references = List.of("ba", "xyzw", "");
    try (ModelFolder folder = ModelFolder.open(temporary);
        TranslationModel model = DecodeFixture.model(spec, 3)) { // float64
      DecodeConfig config = DecodeFixture.config("batchTokens=40");
      ReferenceScorer scorer =
          new ReferenceScorer(List.of(model), folder.tokenizer(), folder.marks(), config);
      List<Translation> scored = scorer.score(sources, references);
      for (int i = 0; i < sources.size(); i++) {
        int[] source = folder.tokenizer().encode(sources.get(i));
        int[] target = folder.tokenizer().encode(references.get(i));
        double expected = 0;
        for (int t = 0; t <= target.length; t++) {
          double[] next = DecodeFixture.next(model, source, Arrays.copyOf(target, t));
          expected += next[t < target.length ? target[t] : folder.marks().eosId()];
        }
        Hypothesis hypothesis = scored.get(i).parts().get(0).hypothesis();
        assertThat(hypothesis.ids()).containsExactly(target);
        assertThat(hypothesis.pieceScores()).hasSize(target.length + 1);
        assertThat(scored.get(i).logProbability()).isCloseTo(expected, within(1e-9));
      }
      assertThatThrownBy(() -> scorer.score(sources, List.of("a")))
          .hasMessage("1 references for 3 sources");
    }
  }
}
