package org.translatenas.translate.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.translatenas.training.UserException;

/** The start of libtorch, in which a person's machine may be in the way. */
final class Libtorch {
  /** Names the folder of a libtorch that is to be used instead of the one that comes along. */
  static final String OWN = "PYTORCH_LIBRARY_PATH";

  private static final String LIBRARY = System.mapLibraryName("torch");

  private Libtorch() {}

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
