package org.translatenas.translate.process;

import java.util.Map;
import java.util.function.Consumer;
import org.translatenas.reversible.Torch;
import org.translatenas.training.run.ProcessSettings;
import org.translatenas.translate.config.RuntimeConfig;

/** Section {@code runtime} of a configuration, brought into force. */
public final class Machine {
  private Machine() {}

  /**
   * Sets the threads and says in one line which settings hold.
   *
   * @param line takes the line
   */
  public static void begin(RuntimeConfig runtime, Consumer<String> line) {
    Torch.setThreads(threads(runtime.threads(), System.getenv(), Torch.threads()));
    String threads = Torch.threads() == 1 ? "1 thread" : Torch.threads() + " threads";
    line.accept(
        ProcessSettings.line("%s an operator, float32 on %s".formatted(threads, Torch.device())));
  }

  /**
   * As many threads as the configuration says; with 0 as many as OpenMP's variable says; without it
   * as many as there are cores.
   *
   * @param atStart what libtorch began with, which follows the variable
   */
  static int threads(int configured, Map<String, String> environment, int atStart) {
    if (configured > 0) {
      return configured;
    }
    return environment.containsKey("OMP_NUM_THREADS")
        ? atStart
        : Runtime.getRuntime().availableProcessors();
  }
}
