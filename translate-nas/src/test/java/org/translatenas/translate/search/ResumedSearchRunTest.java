package org.translatenas.translate.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.bilevel.method.MethodName;
import org.translatenas.training.UserException;
import org.translatenas.training.config.EnumText;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.run.Pause;

/** A search that is stopped, ended or started again. */
class ResumedSearchRunTest extends SearchRuns {
  /** To the last bit: log, architecture, weights, α and both optimisers. */
  @ParameterizedTest
  @EnumSource
  void aSearchThatGoesOnEqualsOneThatWasNeverStopped(MethodName method) throws IOException {
    goesOnAsIfNeverStopped(
        method == MethodName.RANDOM ? 2 : 4, "search.method=" + EnumText.of(method));
  }

  @Test
  void soDoesOneThatTakesTheBestOfItsDraws() throws IOException {
    goesOnAsIfNeverStopped(
        4, "search.method=gdas", "search.parts.derivation=best-of-draws", "search.drawBatches=2");
  }

  @Test
  void soDoesOneThatIsJudgedByBleuToo() throws IOException {
    goesOnAsIfNeverStopped(
        4, "search.bleuWeight=5", "search.bleuEverySteps=2", "search.bleuLines=3");
  }

  /** Z and U of the multipliers are of the state. */
  @Test
  void soDoesOneWithMultipliers() throws IOException {
    goesOnAsIfNeverStopped(4, "search.parts.regulariser=admm", "search.parts.admmPeriod=2");
  }

  private static final String[] LATENCY = {
    "search.latencyWeight=0.1", "search.latencyTargetMillis=0.001", "search.latencyArchitectures=3"
  };

  /** Times that were measured anew would be others. */
  @Test
  void soDoesOneThatIsJudgedByLatencyToo() throws IOException {
    goesOnAsIfNeverStopped(4, LATENCY);
    assertThat(folder.resolve("parts/latency.json"))
        .hasSameBinaryContentAs(folder.resolve("whole/latency.json"));
  }

  @Test
  void aSearchDoesNotGoOnWithOtherTimes() throws IOException {
    List<String> settings = new ArrayList<>(List.of(LATENCY));
    settings.add("search.updates=4");
    search("run", settings.toArray(String[]::new));
    settings.set(3, "search.updates=6");
    Path times = folder.resolve("run/latency.json");
    Files.delete(times);
    assertThatThrownBy(() -> search("run", settings.toArray(String[]::new)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("latency.json: is not there, and the search has gone by its times");
    Files.writeString(
        times,
        "{\"version\":1,\"sourcePieces\":24,\"targetPieces\":24,\"architectures\":[[1]],\"millis\":[2.5]}");
    assertThatThrownBy(() -> search("run", settings.toArray(String[]::new)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("latency.json is of another search space");
  }

  /** Whatever an end adds to the log stands there once. */
  @Test
  void aSearchThatHasEndedEndsInTheSameWayAgain() throws IOException {
    for (String method : List.of("random", "unas")) {
      String[] settings = {"search.method=" + method, "search.updates=5"};
      SearchOutcome found = search(method, settings);
      List<String> rows = rows(method);
      SearchOutcome again = search(method, settings);
      assertThat(again.choices()).isEqualTo(found.choices());
      assertThat(again.loss()).isEqualTo(found.loss());
      assertThat(again.mixing()).isDeepEqualTo(found.mixing());
      assertThat(again.collapse()).isEqualTo(found.collapse());
      assertThat(rows(method)).isEqualTo(rows);
    }
    assertThat(rows("random"))
        .noneMatch(row -> row.contains("architectureGradientNorm"))
        .hasSize(4)
        .last()
        .asString()
        .contains("\"scored\":");
    assertThat(rows("unas"))
        .allMatch(row -> row.contains("architectureGradientNorm"))
        .hasSize(3)
        .last()
        .asString()
        .contains("\"update\":5,");
  }

  @Test
  void soDoesOneInBfloat16() throws IOException {
    goesOnAsIfNeverStopped(4, "runtime.precision=bfloat16", "runtime.forcePrecision=true");
  }

  private void goesOnAsIfNeverStopped(int states, String... choices) throws IOException {
    List<String> settings = new ArrayList<>(List.of(choices));
    settings.add("search.updates=8");
    search("whole", settings.toArray(String[]::new));
    copy("whole", "parts");
    AtomicFiles.delete(folder.resolve("parts/checkpoints/ckpt-8"));
    AtomicFiles.delete(folder.resolve("parts/architecture.json"));
    AtomicFiles.delete(folder.resolve("parts/draws.jsonl"));
    search("parts", settings.toArray(String[]::new));
    assertThat(rows("parts"))
        .isEqualTo(rows("whole"))
        .filteredOn(row -> !row.contains("scored"))
        .hasSize(4);
    assertThat(folder.resolve("parts/architecture.json"))
        .hasSameBinaryContentAs(folder.resolve("whole/architecture.json"));
    Path expected = folder.resolve("whole/checkpoints/ckpt-8");
    try (var files = Files.list(expected)) {
      List<Path> tensors = files.filter(file -> file.toString().endsWith(".safetensors")).toList();
      assertThat(tensors).hasSize(states);
      for (Path tensor : tensors) {
        assertThat(folder.resolve("parts/checkpoints/ckpt-8").resolve(tensor.getFileName()))
            .hasSameBinaryContentAs(tensor);
      }
    }
  }

  /** It stops at each line of its log, also between the checkpoints that are due. */
  @Test
  void aSearchThatPausesEqualsOneThatDoesNot() throws IOException {
    search("whole", "search.updates=6");
    Pause atOnce = Pause.after(Duration.ZERO);
    for (String update : List.of("2", "4")) {
      assertThatThrownBy(() -> search("parts", atOnce, "search.updates=6"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("paused at update " + update)
          .extracting(e -> ((UserException) e).exitCode())
          .isEqualTo(3);
      assertThat(folder.resolve("parts/architecture.json")).doesNotExist();
    }
    search("parts", atOnce, "search.updates=6");
    assertThat(rows("parts")).isEqualTo(rows("whole")).hasSize(3);
    assertThat(folder.resolve("parts/checkpoints/ckpt-6/weights.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("whole/checkpoints/ckpt-6/weights.safetensors"));
  }

  /** Each sitting scores one more of the architectures, and none twice. */
  @Test
  void aSearchPausesAmongItsDrawsToo() throws IOException {
    String[] settings = {"search.method=random", "search.updates=6", "search.drawBatches=2"};
    SearchOutcome whole = search("whole", settings);
    Pause atOnce = Pause.after(Duration.ZERO);
    for (int sitting = 1; sitting <= 5; sitting++) {
      assertThatThrownBy(() -> search("parts", atOnce, settings))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("paused at update ");
      Path draws = folder.resolve("parts/draws.jsonl");
      assertThat(Files.exists(draws) ? Files.readAllLines(draws) : List.of())
          .hasSize(Math.max(0, sitting - 2));
    }
    assertThat(search("parts", settings).choices()).isEqualTo(whole.choices());
    assertThat(rows("parts")).isEqualTo(rows("whole"));
    assertThat(scores("parts")).isEqualTo(scores("whole")).hasSize(3);
    assertThat(search("parts", settings).choices()).isEqualTo(whole.choices());
    assertThat(scores("parts")).hasSize(3);
  }

  private List<String> scores(String run) throws IOException {
    return Files.readAllLines(folder.resolve(run).resolve("draws.jsonl")).stream()
        .map(line -> line.replaceAll(",\"seconds.*", ""))
        .toList();
  }

  /** Where memory is short, or a warning says that gradients are not exact. */
  @Test
  void aSearchGoesOnWithAnotherWayToItsGradients() throws IOException {
    SearchOutcome whole = search("whole", "search.updates=6");
    Pause atOnce = Pause.after(Duration.ZERO);
    String[] ways = {
      "search.backpropagation=stored", "reversible.boundaryEvery=1", "reversible.stream=fixed-point"
    };
    for (String way : ways) {
      assertThatThrownBy(() -> search(way, atOnce, "search.updates=6"))
          .hasMessageContaining("paused at update 2");
      assertThat(search(way, "search.updates=6", way).loss()).isCloseTo(whole.loss(), within(1e-3));
      assertThat(folder.resolve(way).resolve("config.yaml"))
          .content()
          .contains(way.substring(way.indexOf('.') + 1).replace("=", ": "));
    }
  }

  /** The same command finds the same again, and one with more time makes more updates. */
  @Test
  void aSearchWhoseTimeIsUpKeepsItsState() throws IOException {
    String[] limit = {"search.updates=1000000", "search.maxSeconds=1", "search.logEveryUpdates=97"};
    SearchOutcome found = search("run", limit);
    List<String> rows = rows("run");
    String architecture = Files.readString(folder.resolve("run/architecture.json"));
    SearchOutcome again = search("run", limit);
    assertThat(again.loss()).isEqualTo(found.loss());
    assertThat(again.mixing()).isDeepEqualTo(found.mixing());
    assertThat(again.collapse()).isEqualTo(found.collapse());
    assertThat(rows("run")).isEqualTo(rows);
    assertThat(folder.resolve("run/architecture.json")).content().isEqualTo(architecture);
    limit[1] = "search.maxSeconds=" + (int) (2 + found.seconds());
    assertThat(search("run", limit).loss()).isNotEqualTo(found.loss());
    assertThat(rows("run")).startsWith(rows.toArray(String[]::new)).hasSizeGreaterThan(rows.size());
  }

  private void copy(String from, String to) throws IOException {
    Path source = folder.resolve(from);
    try (var files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(to).resolve(source.relativize(file)));
      }
    }
  }
}
