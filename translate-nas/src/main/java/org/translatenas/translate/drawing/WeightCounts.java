package org.translatenas.translate.drawing;

import java.util.Locale;
import java.util.Map;

/**
 * How many weights the parts of a model have.
 *
 * @param byName the size of every tensor; empty when the model's sizes are not known
 */
record WeightCounts(Map<String, Long> byName) {
  static final WeightCounts UNKNOWN = new WeightCounts(Map.of());

  boolean known() {
    return !byName.isEmpty();
  }

  /** The weights whose names begin with {@code prefix}. */
  long of(String prefix) {
    return byName.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** {@link #of} for people; empty when not known. */
  String text(String prefix) {
    if (!known()) {
      return "";
    }
    long count = of(prefix);
    return count == 0 ? "no weights" : String.format(Locale.ROOT, "%,d", count);
  }
}
