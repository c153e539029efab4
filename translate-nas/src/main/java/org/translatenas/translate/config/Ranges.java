package org.translatenas.translate.config;

/** Checks that sections share; the messages begin with the key's name. */
final class Ranges {
  private Ranges() {}

  static void atLeast(String key, double value, double least) {
    finite(key, value);
    if (!(value >= least)) {
      throw new IllegalArgumentException(
          "%s must be at least %s, not %s".formatted(key, number(least), number(value)));
    }
  }

  static void positive(String key, double value) {
    finite(key, value);
    if (!(value > 0)) {
      throw new IllegalArgumentException(
          "%s must be above 0, not %s".formatted(key, number(value)));
    }
  }

  private static void finite(String key, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s must be a number, not %s".formatted(key, value));
    }
  }

  /** [0, 1). */
  static void rate(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "%s must be in [0, 1), not %s".formatted(key, number(value)));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
