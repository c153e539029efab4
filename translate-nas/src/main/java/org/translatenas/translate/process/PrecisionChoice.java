package org.translatenas.translate.process;

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.translatenas.reversible.Precision;
import org.translatenas.training.UserException;
import org.translatenas.translate.config.RuntimeConfig;
import org.translatenas.translate.config.RuntimeConfig.Format;

/**
 * The format of a process's big matrix products.
 *
 * @param reason for people: the format, and what spoke for it
 */
record PrecisionChoice(Precision precision, String reason) {
  /** The casts around a product cost time too, so it must be so much faster at least. */
  private static final double WORTH = 0.8;

  /**
   * The format that the configuration wants.
   *
   * @param begun the format of the run that goes on, if one does: it needs no other trial
   * @param millis how long a trial of products takes in a format; asked only where it decides
   */
  static PrecisionChoice of(
      RuntimeConfig runtime, Optional<Format> begun, ToDoubleFunction<Precision> millis) {
    if (runtime.precision() == Format.FLOAT32) {
      return new PrecisionChoice(Precision.FLOAT32, "float32");
    }
    boolean auto = runtime.precision() == Format.AUTO;
    if (begun.isPresent() && (auto || begun.get() == runtime.precision())) {
      return begun.get() == Format.BFLOAT16
          ? new PrecisionChoice(Precision.BFLOAT16, "bfloat16 products (as the run began)")
          : new PrecisionChoice(Precision.FLOAT32, "float32 (as the run began)");
    }
    if (runtime.forcePrecision() && !auto) {
      return new PrecisionChoice(Precision.BFLOAT16, "bfloat16 products (forced)");
    }
    double single = millis.applyAsDouble(Precision.FLOAT32);
    double brief = millis.applyAsDouble(Precision.BFLOAT16);
    String trial =
        String.format(
            Locale.ROOT, "a trial took %.1f ms in bfloat16, %.1f in float32", brief, single);
    if (brief <= WORTH * single) {
      return new PrecisionChoice(Precision.BFLOAT16, "bfloat16 products (" + trial + ")");
    }
    if (auto) {
      return new PrecisionChoice(Precision.FLOAT32, "float32 (" + trial + ")");
    }
    throw UserException.usage(
        "runtime.precision bfloat16 does not pay on this machine: "
            + trial
            + "; set it to float32 or auto, or take it all the same with runtime.forcePrecision");
  }
}
