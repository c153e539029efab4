package org.translatenas.training.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.reversible.Profile;
import org.translatenas.reversible.Profile.Part;
import org.translatenas.reversible.Torch;

class StepProfileTest {
  @TempDir private Path folder;
  private final AtomicLong now = new AtomicLong(7_000_000_000L);

  private boolean takes(double milliseconds) {
    now.addAndGet(Math.round(milliseconds * 1e6));
    return true;
  }

  private StepProfile profile() {
    return new StepProfile(folder.resolve("run/profile.json"), now::get);
  }

  /** 1 ms waiting; 10 forward in two calls; 8 backward around 5 of replay; 1 nowhere. */
  private void step(Profile profile) {
    assertThat(profile.<Boolean>time(Part.WAITING, () -> takes(1))).isTrue();
    profile.run(
        Part.FORWARD,
        () -> {
          profile.call("linear", () -> takes(6));
          profile.call("pool", () -> takes(3));
          takes(1);
        });
    profile.run(
        Part.BACKWARD,
        () -> {
          takes(2);
          profile.run(Part.RECONSTRUCTION, () -> profile.call("linear", () -> takes(5)));
          takes(1);
        });
    takes(1);
    profile.step();
  }

  /** A run that pauses ends in that way. */
  @Test
  void theTableIsPrintedHoweverTheRunEnds() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Path trace = folder.resolve("profile.json");
    Runnable paused =
        () -> {
          Torch.profile().step();
          throw new IllegalStateException("paused");
        };
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThatThrownBy(() -> StepProfile.during(trace, printed, paused)).hasMessage("paused");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("profile: mean of 1 steps")
        .endsWith("wrote " + trace + "\n");
  }

  @Test
  void partsHaveTheirOwnTimeAndTheFirstStepsAreLeftOut() {
    try (StepProfile profile = profile()) {
      takes(1000);
      for (int i = 0; i < 3; i++) {
        step(profile);
      }
      step(profile);
      profile.run(Part.BETWEEN, () -> profile.run(Part.FORWARD, () -> takes(400)));
      step(profile);
      assertThat(profile.table())
          .isEqualTo(
              """
              profile: mean of 2 steps after the first 3, 20.0 ms each
                part                             ms   share     calls
                waiting                        1.00   5.0 %       0.0
                data                           0.00   0.0 %       0.0
                forward                       10.00  50.0 %       2.0
                reconstruction                 5.00  25.0 %       1.0
                backward                       3.00  15.0 %       0.0
                loss                           0.00   0.0 %       0.0
                optimiser                      0.00   0.0 %       0.0
                other                          1.00   5.0 %       0.0
                longest wait for a batch 1.0 ms; validation and checkpoints 0.4 s in all
                call                             ms   share     calls
                linear                        11.00  55.0 %       2.0
                pool                           3.00  15.0 %       1.0
              """);
    }
  }

  @Test
  void aShortRunShowsWhatThereIs() {
    try (StepProfile profile = profile()) {
      assertThat(profile.table()).isEqualTo("profile: no step was made\n");
      step(profile);
      assertThat(profile.table()).startsWith("profile: mean of 1 steps, 20.0 ms each\n");
    }
  }

  @Test
  void theTraceHasEverySpanInMicroseconds() throws IOException {
    try (StepProfile profile = profile()) {
      takes(2);
      step(profile);
    }
    JsonNode trace = new ObjectMapper().readTree(folder.resolve("run/profile.json").toFile());
    assertThat(trace.findValuesAsText("name"))
        .containsExactly(
            "waiting",
            "linear",
            "pool",
            "forward",
            "linear",
            "reconstruction",
            "backward",
            "step 1");
    JsonNode reconstruction = trace.get(5);
    assertThat(reconstruction.get("ph").asText()).isEqualTo("X");
    assertThat(reconstruction.get("cat").asText()).isEqualTo("part");
    assertThat(reconstruction.get("ts").asDouble()).isEqualTo(15_000);
    assertThat(reconstruction.get("dur").asDouble()).isEqualTo(5_000);
    assertThat(trace.get(7).get("ts").asDouble()).isZero();
    assertThat(trace.get(7).get("dur").asDouble()).isEqualTo(22_000);
  }

  @Test
  void theTraceStopsGrowing() throws IOException {
    try (StepProfile profile = profile()) {
      for (int i = 0; i < ChromeTrace.MOST + 10; i++) {
        profile.call("linear", () -> takes(0.001));
      }
    }
    Path file = folder.resolve("run/profile.json");
    assertThat(new ObjectMapper().readTree(file.toFile())).hasSize(ChromeTrace.MOST);
  }

  @Test
  void aProfileThatHeardNothingWritesNothing() {
    profile().close();
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void theProfileIsTheThreadsForTheLengthOfTheBody() {
    try (StepProfile profile = profile()) {
      assertThat(Torch.profile()).isSameAs(Profile.OFF);
      assertThatThrownBy(
              () ->
                  Torch.profiling(
                      profile,
                      () -> {
                        assertThat(Torch.profile()).isSameAs(profile);
                        throw new IllegalStateException("broken off");
                      }))
          .hasMessage("broken off");
      assertThat(Torch.profile()).isSameAs(Profile.OFF);
    }
  }

  @Test
  void aPartThatBreaksOffLeavesTheCountRight() {
    try (StepProfile profile = profile()) {
      assertThatThrownBy(
              () ->
                  profile.run(
                      Part.FORWARD,
                      () -> {
                        takes(4);
                        throw new IllegalStateException("broken off");
                      }))
          .hasMessage("broken off");
      takes(4);
      profile.step();
      assertThat(profile.table()).contains("forward                        4.00  50.0 %");
      assertThat(profile.table()).contains("other                          4.00  50.0 %");
    }
    assertThat(Files.exists(folder.resolve("run/profile.json"))).isTrue();
  }
}
