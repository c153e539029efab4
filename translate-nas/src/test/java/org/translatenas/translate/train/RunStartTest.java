package org.translatenas.translate.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Index.atIndex;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.reversible.Precision;
import org.translatenas.training.UserException;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.training.run.RunLock;
import org.translatenas.translate.config.RuntimeConfig.Format;
import org.translatenas.translate.config.TranslateConfig;

class RunStartTest {
  private static final String FORCE = "runtime.forcePrecision=true";

  @TempDir private Path folder;
  private Path run;
  private final List<String> lines = new ArrayList<>();
  private RunInputs inputs = new RunInputs(Map.of("tokenizer", "1", "training set", "2"));

  @BeforeEach
  void run() {
    run = folder.resolve("run");
  }

  private RunStart start(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("runtime.threads=1");
    TranslateConfig config = ConfigReader.read(TranslateConfig.class, null, all);
    RunStart start = RunStart.of(run, config, inputs, Set.of("runtime.forcePrecision"), lines::add);
    start.begin().close();
    return start;
  }

  private Path file() {
    return run.resolve("config.yaml");
  }

  private Format written() {
    return ConfigReader.read(TranslateConfig.class, file(), List.of()).runtime().precision();
  }

  @Test
  void theFileHasThePrecisionThatAutoSettledOn() {
    RunStart start = start("runtime.precision=auto");
    Format settled = start.precision().mixed() ? Format.BFLOAT16 : Format.FLOAT32;
    assertThat(written()).isEqualTo(settled);
    assertThat(start.config().runtime().precision()).isEqualTo(settled);
  }

  @Test
  void autoGoesOnInThePrecisionThatARunBeganWith() {
    start("runtime.precision=bfloat16", FORCE);
    assertThat(start("runtime.precision=auto").precision()).isEqualTo(Precision.BFLOAT16);
    assertThat(written()).isEqualTo(Format.BFLOAT16);
    assertThat(lines)
        .hasSize(3)
        .contains("going on with runtime.forcePrecision: false, before true", atIndex(1));
    assertThat(lines.get(2)).contains("bfloat16 products (as the run began) on");
  }

  @Test
  void refusesToGoOnInAnotherPrecision() throws IOException {
    start("runtime.precision=bfloat16", FORCE);
    String before = Files.readString(file());
    assertThatThrownBy(() -> start("runtime.precision=float32"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("begun with runtime.precision: bfloat16, not float32");
    assertThat(file()).hasContent(before);
  }

  @Test
  void refusesToGoOnWithOtherInputs() {
    start();
    start();
    inputs = new RunInputs(Map.of("tokenizer", "3", "training set", "2"));
    assertThatThrownBy(this::start)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("inputs.json: this run was begun with another tokenizer; give the");
  }

  /** Of a version that did not write them; from now on it has some. */
  @Test
  void aRunWithoutInputsTakesThoseOfNow() throws IOException {
    start();
    Files.delete(run.resolve("inputs.json"));
    start();
    assertThat(run.resolve("inputs.json")).exists();
  }

  @Test
  void oneProcessAtATime() {
    TranslateConfig config = ConfigReader.read(TranslateConfig.class, null, List.of());
    try (RunLock held = RunLock.hold(run)) {
      RunStart second = RunStart.of(run, config, inputs, Set.of(), lines::add);
      assertThatThrownBy(second::begin)
          .isInstanceOf(UserException.class)
          .hasMessageContaining("another process works in this folder");
      assertThat(file()).doesNotExist();
    }
  }

  @Test
  void aRunThatAnotherProcessHasBegunMeanwhileStays() throws IOException {
    TranslateConfig config = ConfigReader.read(TranslateConfig.class, null, List.of());
    RunStart second = RunStart.of(run, config, inputs, Set.of(), lines::add);
    start("train.rate=0.5");
    String before = Files.readString(file());
    assertThatThrownBy(second::begin)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("another process has just begun a run there");
    assertThat(file()).hasContent(before);
    start("train.rate=0.5");
  }

  /** So that the next try, with another precision, is not taken for another run. */
  @Test
  void aRefusedPrecisionWritesNothing() {
    TranslateConfig config =
        ConfigReader.read(TranslateConfig.class, null, List.of("runtime.precision=bfloat16"));
    assertThatThrownBy(
            () ->
                RunStart.of(
                    run,
                    config,
                    inputs,
                    Set.of(),
                    line -> {
                      throw UserException.usage("refused");
                    }))
        .isInstanceOf(UserException.class);
    assertThat(folder).isEmptyDirectory();
  }
}
