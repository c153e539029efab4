package org.translatenas.translate.process;

import ai.djl.engine.EngineException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.translatenas.reversible.Torch;
import org.translatenas.training.UserException;

/** Where a person's machine is in libtorch's way: at its start, and when memory is short. */
public final class Libtorch {
  /** Names the folder of a libtorch that is to be used instead of the one that comes along. */
  static final String OWN = "PYTORCH_LIBRARY_PATH";

  private static final String LIBRARY = System.mapLibraryName("torch");

  private Libtorch() {}

  /** Starts it, or says in one line why it cannot. */
  public static void start() {
    start(System.getenv(), Torch::manager);
  }

  /**
   * Starts it. DJL takes its own library without a word where there is none at the place that
   * {@value #OWN} names; here that is refused.
   *
   * @param first what touches the library first
   */
  static void start(Map<String, String> environment, Runnable first) {
    String own = environment.getOrDefault(OWN, "");
    if (!own.isEmpty()
        && Arrays.stream(own.split(File.pathSeparator)).noneMatch(Libtorch::isThere)) {
      throw UserException.usage(
          "%s is %s, where there is no %s; name the folder lib of a libtorch, or unset it"
              .formatted(OWN, own, LIBRARY));
    }
    try {
      first.run();
    } catch (ExceptionInInitializerError e) {
      throw UserException.data(
          "libtorch cannot be started (%s); README's \"Network, disk, graphics cards\" says for"
                  .formatted(causes(e))
              + " which machines it is there, and where it is extracted to");
    }
  }

  /** What libtorch said when it got no memory, if that is what has happened. */
  public static Optional<String> wantOfMemory(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      String text = String.valueOf(each.getMessage());
      if (each instanceof EngineException
          && (text.contains("can't allocate memory") || text.contains("out of memory"))) {
        return Optional.of(text.strip().lines().findFirst().orElse(""));
      }
    }
    return Optional.empty();
  }

  /** DJL takes a folder with the library, or the library's own file. */
  private static boolean isThere(String entry) {
    Path path = Path.of(entry);
    return Files.isRegularFile(path.resolve(LIBRARY))
        || path.endsWith(LIBRARY) && Files.isRegularFile(path);
  }

  /** What each of the causes says, from the outermost to the innermost. */
  private static String causes(Throwable error) {
    StringBuilder text = new StringBuilder();
    for (Throwable each = error.getCause(); each != null; each = each.getCause()) {
      text.append(text.isEmpty() ? "" : ": ")
          .append(String.valueOf(each).lines().findFirst().get());
    }
    return text.toString();
  }
}
