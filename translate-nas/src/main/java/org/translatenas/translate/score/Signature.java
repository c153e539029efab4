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
  private final Map<String, String> items = new LinkedHashMap<>();
  private final Map<String, String> abbreviations = new LinkedHashMap<>();

  /** A signature that begins with the number of references. */
  Signature(int references) {
    with("nrefs", "#", Integer.toString(references));
  }

  /** Adds an item. */
  Signature with(String key, String abbreviation, String value) {
    items.put(key, value);
    abbreviations.put(key, abbreviation);
    return this;
  }

  /**
   * The signature of a score that was resampled: numbers of samples and seed stand behind the
   * number of references.
   *
   * @param bootstrap for intervals or a test, null where there is none
   * @param randomization for a test, null where there is none
   */
  public Signature resampled(Resampling bootstrap, Resampling randomization) {
    Signature result = new Signature(Integer.parseInt(items.get("nrefs")));
    if (bootstrap != null) {
      result.with("bs", "bs", Integer.toString(bootstrap.samples()));
    }
    if (randomization != null) {
      result.with("ar", "ar", Integer.toString(randomization.samples()));
    }
    Resampling either = bootstrap == null ? randomization : bootstrap;
    result.with("seed", "rs", Long.toString(either.seed()));
    items.forEach((key, value) -> result.with(key, abbreviations.get(key), value));
    return result;
  }

  /** {@code nrefs:1|case:mixed|…}. */
  public String full() {
    return join(Map.of());
  }

  /** The same with abbreviated keys: {@code #:1|c:mixed|…}. */
  public String abbreviated() {
    return join(abbreviations);
  }

  /** Keys and values in order, the version last. */
  Map<String, String> items() {
    Map<String, String> all = new LinkedHashMap<>(items);
    all.put("version", "translate-nas." + Version.current());
    return all;
  }

  @Override
  public String toString() {
    return full();
  }

  private String join(Map<String, String> names) {
    boolean brief = !names.isEmpty();
    return items().entrySet().stream()
        .map(
            item ->
                names.getOrDefault(
                        item.getKey(),
                        brief && item.getKey().equals("version") ? "v" : item.getKey())
                    + ":"
                    + item.getValue())
        .collect(Collectors.joining("|"));
  }
}
