package org.translatenas.tokenization;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The lines of a {@code .vocab} file, as {@code spm_train} writes them. */
final class VocabularyFile {
  private static final int SIGNIFICANT_DIGITS = 6;

  private VocabularyFile() {}

  static String line(Piece piece) {
    return piece.text() + "\t" + number(piece.score());
  }

  /** A number as C++ streams print it: six significant digits, no trailing zeros, "-0" kept. */
  static String number(float value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    if (Float.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    BigDecimal rounded =
        new BigDecimal(value)
            .round(new MathContext(SIGNIFICANT_DIGITS, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < SIGNIFICANT_DIGITS) {
      return rounded.toPlainString();
    }
    String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    int size = Math.abs(exponent);
    return mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }
}
