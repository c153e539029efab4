package org.translatenas.translate.process;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.translatenas.reversible.Precision;
import org.translatenas.reversible.ProductLibrary;
import org.translatenas.reversible.Torch;
import org.translatenas.training.UserException;
import org.translatenas.training.run.ProcessSettings;
import org.translatenas.translate.config.RuntimeConfig;

/** Section {@code runtime} of a configuration, brought into force. */
public final class Machine {
  private Machine() {}

  /**
   * Sets the threads, settles the precision, and says in one line which settings hold.
   *
   * @param begun the precision of the run that goes on, if one does
   * @param line takes the line
   * @return what models are to be made in
   */
  public static Precision begin(
      RuntimeConfig runtime, Optional<RuntimeConfig.Format> begun, Consumer<String> line) {
    ProductLibrary products = products();
    Libtorch.start();
    Torch.setThreads(threads(runtime.threads(), System.getenv(), Torch.threads()));
    PrecisionChoice choice = PrecisionChoice.of(runtime, begun, ProductTrial::millis);
    String threads = Torch.threads() == 1 ? "1 thread" : Torch.threads() + " threads";
    line.accept(
        ProcessSettings.line(
            "%s an operator, %s on %s, float32 products by %s"
                .formatted(threads, choice.reason(), Torch.device(), products)));
    return choice.precision();
  }

  private static ProductLibrary products() {
    try {
      return ProductLibrary.ofProcess();
    } catch (IllegalArgumentException e) {
      throw UserException.usage(e.getMessage());
    }
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
