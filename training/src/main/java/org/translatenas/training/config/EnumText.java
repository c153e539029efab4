package org.translatenas.training.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An enum constant as a configuration spells it: {@code REDUCE_ON_PLATEAU} is {@code
 * reduce-on-plateau}.
 */
public final class EnumText {
  private EnumText() {}

  /** The text of {@code constant}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> all(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(constant -> of((Enum<?>) constant)).toList();
  }
}
