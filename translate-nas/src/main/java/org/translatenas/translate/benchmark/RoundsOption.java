package org.translatenas.translate.benchmark;

import org.translatenas.training.UserException;
import picocli.CommandLine.Option;

/** How often a benchmark measures. */
final class RoundsOption {
  @Option(
      names = "--rounds",
      description = "Timed rounds, of whose times medians are printed (default ${DEFAULT-VALUE}).")
  private int rounds;

  /** {@code usual} unless something else is asked for. */
  RoundsOption(int usual) {
    rounds = usual;
  }

  int count() {
    if (rounds < 1) {
      throw UserException.usage("--rounds must be at least 1, not " + rounds);
    }
    return rounds;
  }
}
