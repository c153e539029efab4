package org.translatenas.translate.cli;

import java.util.List;
import org.translatenas.training.UserException;

/** Options that take one of some names. */
final class Choices {
  private Choices() {}

  /** Refuses a {@code value} that is none of {@code known}. */
  static void check(String option, String value, List<String> known) {
    if (!known.contains(value)) {
      throw UserException.usage(
          "%s %s: must be one of %s".formatted(option, value, String.join(", ", known)));
    }
  }
}
