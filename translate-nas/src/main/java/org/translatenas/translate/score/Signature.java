package org.translatenas.translate.score;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.translatenas.training.run.Version;

/**
 * How a score was computed, in sacreBLEU's keys and order, so that two scores with equal signatures
 * compare. The version is ours and says so.
 */
public final class Signature {
  private static final Map<String, String> SHORT =
      Map.of("version", "v", "nrefs", "#", "case", "c", "eff", "e", "smooth", "s");

  private final Map<String, String> items = new LinkedHashMap<>();

  /** A signature with the number of references and these items, in their order. */
  Signature(int references, Map<String, String> settings) {
    items.put("nrefs", Integer.toString(references));
    items.putAll(settings);
    items.put("version", "translate-nas." + Version.current());
  }

  /** {@code nrefs:1|case:mixed|…}. */
  public String full() {
    return join(Map.of());
  }

  /** The same with abbreviated keys: {@code #:1|c:mixed|…}. */
  public String abbreviated() {
    return join(SHORT);
  }

  /** Keys and values in order. */
  Map<String, String> items() {
    return items;
  }

  @Override
  public String toString() {
    return full();
  }

  private String join(Map<String, String> names) {
    return items.entrySet().stream()
        .map(item -> names.getOrDefault(item.getKey(), item.getKey()) + ":" + item.getValue())
        .collect(Collectors.joining("|"));
  }
}
