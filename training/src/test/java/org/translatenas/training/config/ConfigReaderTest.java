package org.translatenas.training.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translatenas.training.UserException;
import org.translatenas.training.config.SampleConfig.CandidateNorm;
import org.translatenas.training.config.SampleConfig.DataSection;
import org.translatenas.training.config.SampleConfig.StageSection;
import org.translatenas.training.config.SampleConfig.TrainSection;

class ConfigReaderTest {
  private static final SampleConfig DEFAULTS =
      new SampleConfig(
          new DataSection(Path.of("corpus"), null, List.of("en", "de"), Path.of("data/cache")),
          new TrainSection(
              4000,
              7,
              0.1,
              false,
              CandidateNorm.PRE,
              List.of(1, 2),
              new StageSection("stage", 0.5)),
          List.of());

  private static SampleConfig parse(String yaml, String... overrides) {
    return ConfigReader.parse(
        SampleConfig.class, yaml, "x.yaml", List.of(overrides), Map.of("HOME", "/home/me")::get);
  }

  @Test
  void fillsInDefaultsWithoutAFile() {
    assertThat(
            ConfigReader.read(
                SampleConfig.class, null, List.of("data.source=corpus", "data.cache=data/cache")))
        .isEqualTo(DEFAULTS);
  }

  @Test
  void readsEveryTypeFromAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.yaml");
    Files.writeString(
        file,
        """
        # a comment
        data:
          source: über/corpus
          prefix: "a: b"
          languages: [cs, "no"]
          cache: c
        train:
          warmupUpdates: 1_000
          seed: -9223372036854775808
          dropout: 1e-3
          resume: false
          candidateNorm: no-norm-at-all
          kernels: []
          warm: {name: 007}
        stages:
          - name: first
          - {rate: 2}
        """);
    assertThat(ConfigReader.read(SampleConfig.class, file, List.of()))
        .isEqualTo(
            new SampleConfig(
                new DataSection(Path.of("über/corpus"), "a: b", List.of("cs", "no"), Path.of("c")),
                new TrainSection(
                    1000,
                    Long.MIN_VALUE,
                    0.001,
                    false,
                    CandidateNorm.NO_NORM_AT_ALL,
                    List.of(),
                    new StageSection("007", 0.5)),
                List.of(new StageSection("first", 1.0), new StageSection("stage", 2.0))));
  }

  @Test
  void laysOverridesOverTheFileAndTheLastOneWins() {
    SampleConfig config =
        parse(
            "data: {source: a}\ntrain: {dropout: 0.2}",
            "train.dropout=0.3",
            "train.dropout=0.4",
            "data.languages=[x]",
            "data.prefix=",
            "train.warm.name=w");
    assertThat(config.train().dropout()).isEqualTo(0.4);
    assertThat(config.data().languages()).containsExactly("x");
    assertThat(config.data().prefix()).isEmpty();
    assertThat(config.train().warm()).isEqualTo(new StageSection("w", 0.5));
  }

  @Test
  void takesAnEmptySectionForItsDefaults() {
    assertThat(parse("data: {source: corpus}\ntrain:\n  # dropout: 0.2\n").train())
        .isEqualTo(DEFAULTS.train());
  }

  @Test
  void expandsTheEnvironmentInTextsAndPaths() {
    DataSection data =
        parse("data: {source: \"${HOME}/c\", prefix: \"${NONE:-x y} $${HOME} $1\"}").data();
    assertThat(data.source()).isEqualTo(Path.of("/home/me/c"));
    assertThat(data.prefix()).isEqualTo("x y ${HOME} $1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train: {warmupUpdate: 3} | x.yaml:2: unknown key train.warmupUpdate; did you mean train.warmupUpdates?
          tarin: {} | x.yaml:2: unknown key tarin; did you mean train?
          dropout: 1 | x.yaml:2: unknown key dropout; did you mean train.dropout?
          zzzzzzzz: 1 | x.yaml:2: unknown key zzzzzzzz; known here: data, train, stages
          train: {warmupUpdates: many} | x.yaml:2: train.warmupUpdates must be a whole number, not "many"
          train: {warmupUpdates: 1.5} | x.yaml:2: train.warmupUpdates must be a whole number, not "1.5"
          train: {warmupUpdates: 3000000000} | x.yaml:2: train.warmupUpdates must be a whole number between -2147483648 and 2147483647, not "3000000000"
          train: {seed: 99999999999999999999} | x.yaml:2: train.seed must be a whole number between -9223372036854775808 and 9223372036854775807, not "99999999999999999999"
          train: {dropout: 0,1} | x.yaml:2: unknown key train.1; known here: warmupUpdates, seed, dropout, resume, candidateNorm, kernels, warm
          train: {dropout: none} | x.yaml:2: train.dropout must be a number, not "none"
          train: {dropout: 1.5} | x.yaml:2: train.dropout must be in [0, 1), not 1.5
          train: {resume: yes} | x.yaml:2: train.resume must be true or false, not "yes"
          train: {resume: true} | x.yaml:2: train: a resumed run has no warm-up
          train: {candidateNorm: pots} | x.yaml:2: train.candidateNorm must be one of pre, post, no-norm-at-all, not "pots"
          train: {kernels: 3} | x.yaml:2: train.kernels must be a list such as [a, b], not "3"
          train: {kernels: [3, b]} | x.yaml:2: train.kernels[1] must be a whole number, not "b"
          train: {seed: [3]} | x.yaml:2: train.seed must be one value, not a list
          train: {seed: {a: 3}} | x.yaml:2: train.seed must be one value, not a section
          train: {seed: } | x.yaml:2: train.seed has no value; give it one or leave the key out
          train: {seed: 1, seed: 2} | x.yaml:2: key seed is given twice; keep one
          train: 3 | x.yaml:2: train must be a section with the keys warmupUpdates, seed, dropout, resume, candidateNorm, kernels, warm, not "3"
          stages: [{nam: 3}] | x.yaml:2: unknown key stages[0].nam; did you mean stages[0].name?
          train: {warm: {name: "${NONE}"}} | x.yaml:2: train.warm.name uses ${NONE}, which is not set in the environment; set it or write ${NONE:-fallback}
          train: {warm: {name: "${a b}"}} | x.yaml:2: train.warm.name has ${ without NAME} or NAME:-fallback}; for the two characters write $${
          train: &t {seed: 1} | x.yaml:2: anchors (&) and aliases (*) are not read; write the value out
          --- | x.yaml:3: a second YAML document begins here; keep one
          """)
  void refusesWithOneLine(String line, String message) {
    assertThatThrownBy(() -> parse("data: {source: a}\n" + line + "\n"))
        .isInstanceOfSatisfying(UserException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train.dropout | --set train.dropout: must be section.key=value, such as --set train.maxUpdates=100
          =3 | --set =3: must be section.key=value, such as --set train.maxUpdates=100
          train.sead=3 | --set train.sead=3: unknown key train.sead; did you mean train.seed?
          train.seed.x=3 | --set train.seed.x=3: train.seed must be one value, not a section
          train.warm=#w | --set train.warm=#w: YAML reads nothing there; put the value in quotes
          train.dropout=2 | --set train.dropout=2: train.dropout must be in [0, 1), not 2.0
          """)
  void refusesABadOverride(String override, String message) {
    assertThatThrownBy(() -> parse("data: {source: a}", override))
        .isInstanceOf(UserException.class)
        .hasMessage(message);
  }

  @Test
  void anOverrideDoesNotHideWhatIsNoSection() {
    assertThatThrownBy(() -> parse("data: {source: a}\ntrain: [1]\n", "train.dropout=0.5"))
        .isInstanceOf(UserException.class)
        .hasMessage("x.yaml:2: train must be a section with keys, not a list");
    assertThatThrownBy(() -> parse("data: {source: a}", "train=x", "train.dropout=0.5"))
        .isInstanceOf(UserException.class)
        .hasMessage("--set train=x: train must be a section with keys, not \"x\"");
  }

  /** Not the override, which is right. */
  @Test
  void namesTheFileWhereASectionAsAWholeIsWrong() {
    assertThatThrownBy(
            () -> parse("data: {source: a}\ntrain: {resume: true}\n", "train.dropout=0.5"))
        .isInstanceOf(UserException.class)
        .hasMessage("x.yaml:2: train: a resumed run has no warm-up");
  }

  @Test
  void namesTheLineOfBadSyntax() {
    assertThatThrownBy(() -> parse("data:\n  source: [a\ntrain: }\n"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("x.yaml:3: is not valid YAML: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void namesAMissingKey() {
    assertThatThrownBy(() -> parse("\ndata:\n  prefix: p\n"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "x.yaml:2: the key data.source is missing; it has no default, so give it here or with"
                + " --set data.source=…");
  }

  @Test
  void namesAMissingOrUnreadableFile(@TempDir Path folder) throws IOException {
    Path none = folder.resolve("none.yaml");
    assertThatThrownBy(() -> ConfigReader.read(SampleConfig.class, none, List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage(none + ": there is no such configuration file; check the path");
    Path latin1 = folder.resolve("latin1.yaml");
    Files.write(latin1, new byte[] {'a', ':', ' ', (byte) 0xFC});
    assertThatThrownBy(() -> ConfigReader.read(SampleConfig.class, latin1, List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage(latin1 + ": is not UTF-8 text; save the configuration as UTF-8");
  }
}
