package org.translatenas.translate.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.training.config.ConfigWriter;
import org.translatenas.translate.architecture.Architecture;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.model.ModelFactory;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.SupernetModel;

/** The configurations that the repository carries. */
class CarriedConfigurationsTest {
  private static final Path CONFIGS = Path.of("..", "configs");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CONFIGS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static TranslateConfig read(Path file) {
    return ConfigReader.read(TranslateConfig.class, file, List.of());
  }

  private static SearchSpace space(TranslateConfig config) {
    return new SearchSpace(
        config.search().encoderSplits(),
        config.search().decoderSplits(),
        config.search().depth(),
        config.model().pooling(),
        config.model().candidateNorm());
  }

  @ParameterizedTest
  @MethodSource("files")
  void canBeSearchedAndTrained(Path file) {
    TranslateConfig config = read(file);
    int vocabulary = config.prepare().vocabularySize();
    SearchSpace space = space(config);
    Architecture first = space.architecture(Collections.nCopies(space.nodes().size(), 0));
    ModelSpec spec =
        new ModelSpec(
            ModelSpec.Family.MULTI_SPLIT,
            NormPlacement.PRE,
            first,
            ModelSizes.of(config.model()),
            vocabulary);
    assertThat(ModelFactory.parameterCount(spec))
        .isLessThan(SupernetModel.parameterCount(space, ModelSizes.of(config.model()), vocabulary));
  }

  /** Where the architecture's parameters move by less than 3 the choice is noise. */
  @ParameterizedTest
  @MethodSource("files")
  void theArchitectureMovesAsFarAsInThePaper(Path file) {
    SearchConfig search = read(file).search().resolved();
    assertThat(search.travel().travel(search.architectureRate())).isBetween(3.0, 9.0);
    assertThat(search.warmupUpdates()).isLessThanOrEqualTo(search.updates() / 3);
  }

  @Test
  void theReferenceNamesEveryKeyWithItsDefault() throws IOException {
    Path reference = CONFIGS.resolve("reference.yaml");
    TranslateConfig defaults = ConfigReader.read(TranslateConfig.class, null, List.of());
    assertThat(read(reference)).isEqualTo(defaults);
    assertThat(flat(Files.readString(reference)))
        .containsOnlyKeys(flat(ConfigWriter.toYaml(defaults)).keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "toy"})
  void quickOnesUseTheCarriedCorpus(String name) {
    PrepareConfig prepare = read(CONFIGS.resolve(name + ".yaml")).prepare();
    assertThat(
            Stream.of(
                prepare.trainSource(),
                prepare.trainTarget(),
                prepare.validSource(),
                prepare.validTarget(),
                prepare.testSource(),
                prepare.testTarget()))
        .allSatisfy(text -> assertThat(Path.of("..").resolve(text)).isRegularFile());
  }

  private static Map<String, String> flat(String yaml) throws IOException {
    Map<String, String> flat = new TreeMap<>();
    flatten("", new YAMLMapper().readTree(yaml), flat);
    return flat;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
    if (node.isObject()) {
      node.properties().forEach(e -> flatten(prefix + "." + e.getKey(), e.getValue(), flat));
    } else {
      flat.put(prefix, node.asText());
    }
  }
}
