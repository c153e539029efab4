package org.translatenas.translate.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.translatenas.training.log.StepProfile;
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

  /** Runs {@code body}, under a profile where one is asked for. */
  void run(Runnable body) {
    if (profile) {
      StepProfile.during(output.resolve("profile.json"), System.err, body);
    } else {
      body.run();
    }
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
