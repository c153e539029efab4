package org.translatenas.translate.benchmark;

import org.translatenas.reversible.Torch;
import picocli.CommandLine.Option;

/** How many threads a benchmark takes. */
final class ThreadsOption {
  @Option(names = "--threads", defaultValue = "0", description = "Default: as many as cores.")
  private int threads;

  /** The number, never 0. */
  int count() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /** Brings it into force in this process. */
  void begin() {
    Torch.setThreads(count());
  }
}
