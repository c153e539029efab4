package org.translatenas.training.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An enum constant as a configuration spells it: {@code REDUCE_ON_PLATEAU} is {@code
 * reduce-on-plateau}.
 */
final class EnumText {
  private EnumText() {}

  static String of(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> all(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(EnumText::of).toList();
  }
}
