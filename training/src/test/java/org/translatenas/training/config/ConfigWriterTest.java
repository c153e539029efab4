package org.translatenas.training.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.translatenas.training.config.SampleConfig.CandidateNorm;
import org.translatenas.training.config.SampleConfig.DataSection;
import org.translatenas.training.config.SampleConfig.StageSection;
import org.translatenas.training.config.SampleConfig.TrainSection;

class ConfigWriterTest {
  @Example
  void writesOneKeyPerLine() {
    SampleConfig config =
        new SampleConfig(
            new DataSection(Path.of("a b"), null, List.of("en", "no"), Path.of("c/d.txt")),
            new TrainSection(
                1, 2, 1e-4, true, CandidateNorm.POST, List.of(3), new StageSection("${X}", 1)),
            List.of(new StageSection("ä", 2), new StageSection("\u0007", Double.NaN)));
    assertThat(ConfigWriter.toYaml(config))
        .isEqualTo(
            """
            data:
              source: "a b"
              prefix: null
              languages: [en, "no"]
              cache: c/d.txt
            train:
              warmupUpdates: 1
              seed: 2
              dropout: 1.0E-4
              resume: true
              candidateNorm: post
              kernels: [3]
              warm:
                name: "$${X}"
                rate: 1.0
            stages:
              - name: "ä"
                rate: 2.0
              - name: "\\u0007"
                rate: .nan
            """);
  }

  @Property(tries = 500)
  void readsBackAnEqualRecord(@ForAll("configs") SampleConfig config) {
    assertThat(
            ConfigReader.parse(
                SampleConfig.class, ConfigWriter.toYaml(config), "x", List.of(), n -> null))
        .isEqualTo(config);
  }

  @Provide
  Arbitrary<SampleConfig> configs() {
    Arbitrary<String> odd =
        Arbitraries.of(
            "", " ", "null", "~", "yes", "1e3", "- a", "a: b", "#", "$${", "${HOME}", "'", "\"\\");
    Arbitrary<String> text = Arbitraries.oneOf(odd, Arbitraries.strings().ofMaxLength(8));
    Arbitrary<Path> path =
        Arbitraries.strings().alpha().numeric().withChars(" ._-/#:").ofMaxLength(9).map(Path::of);
    Arbitrary<StageSection> stage =
        Combinators.combine(text, Arbitraries.doubles().ofScale(12)).as(StageSection::new);
    Arbitrary<DataSection> data =
        Combinators.combine(path, text.injectNull(0.2), text.list().ofMaxSize(3), path)
            .as(DataSection::new);
    Arbitrary<TrainSection> train =
        Combinators.combine(
                Arbitraries.integers(),
                Arbitraries.longs(),
                Arbitraries.doubles().between(0, true, 1, false).ofScale(10),
                Arbitraries.of(CandidateNorm.class),
                Arbitraries.integers().list().ofMaxSize(3),
                stage)
            .as((w, s, d, n, k, warm) -> new TrainSection(w, s, d, false, n, k, warm));
    return Combinators.combine(data, train, stage.list().ofMaxSize(3)).as(SampleConfig::new);
  }
}
