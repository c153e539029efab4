package org.translatenas.translate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.translatenas.training.UserException;
import org.translatenas.training.log.StepProfile;
import org.translatenas.training.run.Pause;
import org.translatenas.translate.data.PreparedCorpus;
import picocli.CommandLine.Option;

/** Where a run reads and writes: the options that {@code search} and {@code train} share. */
final class RunFolders {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The folder that prepare has written.")
  private Path data;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "The run's folder.")
  private Path output;

  @Option(
      names = "--profile",
      description =
          "Print at the end where the time of a step went, and write OUTPUT/profile.json for"
              + " chrome://tracing or Perfetto.")
  private boolean profile;

  @Option(
      names = "--pause-after",
      paramLabel = "MINUTES",
      description =
          "Stop at the first checkpoint when so many minutes have gone by, with exit code 3; the"
              + " same command goes on later, and finds what it would have found in one go.")
  private Double pauseMinutes;

  /** Runs {@code body}, under a profile where one is asked for. */
  void run(Runnable body) {
    if (profile) {
      StepProfile.during(output.resolve("profile.json"), System.err, body);
    } else {
      body.run();
    }
  }

  /** Whether a profile is asked for. */
  boolean profiled() {
    return profile;
  }

  /** When the run stops for now, from this moment on. */
  Pause pause() {
    if (pauseMinutes == null) {
      return Pause.NEVER;
    }
    if (!(pauseMinutes >= 0 && pauseMinutes < 1e8)) {
      throw UserException.usage("--pause-after must be a number of minutes, not " + pauseMinutes);
    }
    return Pause.after(Duration.ofMillis(Math.round(pauseMinutes * 60_000)));
  }

  /** What prepare has written. */
  PreparedCorpus corpus() throws IOException {
    return PreparedCorpus.open(data);
  }

  /** The run's folder. */
  Path output() {
    return output;
  }
}
