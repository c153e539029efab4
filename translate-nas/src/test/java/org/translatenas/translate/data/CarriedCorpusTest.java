package org.translatenas.translate.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.translate.config.PrepareConfig;
import org.translatenas.translate.config.TranslateConfig;

/** The corpus and the configurations that the repository carries. */
class CarriedCorpusTest {
  private static final Path CONFIGS = Path.of("..", "configs");
  private static final Path CORPUS = CONFIGS.resolve("data/libreoffice-help-en-de");

  private static int pairs(String source, String target) {
    int pairs = 0;
    try (ParallelText text = new ParallelText(CORPUS.resolve(source), CORPUS.resolve(target))) {
      for (var pair = text.next(); pair.isPresent(); pair = text.next()) {
        assertThat(pair.get().source()).isNotBlank();
        assertThat(pair.get().target()).isNotBlank();
        pairs++;
      }
      assertThat(text.source().carriageReturns() + text.target().carriageReturns()).isZero();
    }
    return pairs;
  }

  @Test
  void hasThePairsThatItsReadmeNames() {
    assertThat(pairs("train.en.gz", "train.de.gz")).isEqualTo(20_000);
    assertThat(pairs("valid.en", "valid.de")).isEqualTo(398);
    assertThat(pairs("test.en", "test.de")).isEqualTo(424);
  }

  @ParameterizedTest
  @CsvSource({"en-de, de", "en-fr, fr", "en-cs, cs"})
  void configurationsNameTheirTexts(String pair, String language) {
    PrepareConfig config =
        ConfigReader.read(TranslateConfig.class, CONFIGS.resolve(pair + ".yaml"), List.of())
            .prepare();
    assertThat(config.trainSource()).endsWithRaw(Path.of(pair, "train.en.gz"));
    assertThat(config.trainTarget()).endsWithRaw(Path.of(pair, "train." + language + ".gz"));
    assertThat(config.validSource()).endsWithRaw(Path.of(pair, "valid.en"));
    assertThat(config.validTarget()).endsWithRaw(Path.of(pair, "valid." + language));
    assertThat(config.testSource()).endsWithRaw(Path.of(pair, "test.en"));
    assertThat(config.testTarget()).endsWithRaw(Path.of(pair, "test." + language));
  }
}
