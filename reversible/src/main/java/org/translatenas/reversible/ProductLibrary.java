package org.translatenas.reversible;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The library that makes the big float32 matrix products on a CPU where no graph needs them: the
 * vocabulary's, whose gradients have a closed form, and those of a model that only translates.
 * libtorch's own choice, MKL, leaves the AVX-512 units of AMD's processors idle, where oneDNN is
 * twice as fast; elsewhere MKL is as fast.
 *
 * <p>The choice follows the processor, as MKL's choice among its own kernels does, so that a
 * machine gives the same bits at each start. The variable {@value #VARIABLE} overrides it.
 */
public enum ProductLibrary {
  MKL("MKL"),
  ONEDNN("oneDNN");

  /** Names the library, {@code mkl} or {@code onednn}; without it the processor decides. */
  public static final String VARIABLE = "TRANSLATE_NAS_PRODUCTS";

  private static ProductLibrary chosen;

  private final String properName;

  ProductLibrary(String properName) {
    this.properName = properName;
  }

  /**
   * What this process uses.
   *
   * @throws IllegalArgumentException when the variable names neither
   */
  public static synchronized ProductLibrary ofProcess() {
    if (chosen == null) {
      chosen = of(System.getenv(), processor());
    }
    return chosen;
  }

  /** The kernel source with this library's products. */
  String source() {
    return "products_" + name().toLowerCase(Locale.ROOT);
  }

  /**
   * What is used.
   *
   * @param processor what Linux says of it in {@code /proc/cpuinfo}; empty elsewhere
   */
  static ProductLibrary of(Map<String, String> environment, String processor) {
    String wanted = environment.getOrDefault(VARIABLE, "");
    for (ProductLibrary library : values()) {
      if (wanted.equalsIgnoreCase(library.name())) {
        return library;
      }
    }
    if (!wanted.isEmpty()) {
      throw new IllegalArgumentException(VARIABLE + " is " + wanted + "; it can be mkl or onednn");
    }
    return processor.contains("AuthenticAMD") && processor.contains(" avx512f ") ? ONEDNN : MKL;
  }

  private static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    try {
      return Files.isReadable(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return properName;
  }
}
