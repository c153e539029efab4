package org.translatenas.training.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.translatenas.training.UserException;

/** Guards a run that goes on against another configuration than it began with. */
public final class ResumeCheck {
  private ResumeCheck() {}

  /**
   * Refuses, naming keys and values, if the configurations differ in a key that is not free.
   *
   * @param file the run's configuration, for the message
   * @param before its YAML
   * @param now the YAML of the configuration that was given
   * @param free keys, or sections, that may change
   */
  public static void same(Path file, String before, String now, Set<String> free) {
    Map<String, String> old = flat(before);
    Map<String, String> given = flat(now);
    for (Map.Entry<String, String> entry : given.entrySet()) {
      String key = entry.getKey();
      String value = old.get(key);
      boolean mayChange = free.contains(key) || free.contains(key.replaceAll("\\..*", ""));
      if (!mayChange && !entry.getValue().equals(value)) {
        throw UserException.usage(
            "%s: this run was begun with %s: %s, not %s; give the same configuration or another --output"
                .formatted(file, key, value, entry.getValue()));
      }
    }
  }

  /** What the configuration {@code yaml} has under {@code key}, as in {@code train.rate}. */
  public static Optional<String> value(String yaml, String key) {
    return Optional.ofNullable(flat(yaml).get(key));
  }

  private static Map<String, String> flat(String yaml) {
    try {
      Map<String, String> flat = new TreeMap<>();
      flatten("", new YAMLMapper().readTree(yaml), flat);
      return flat;
    } catch (JsonProcessingException e) {
      throw UserException.data("the run's configuration is damaged: " + e.getOriginalMessage());
    }
  }

  private static void flatten(String key, JsonNode node, Map<String, String> flat) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  flatten(
                      key.isEmpty() ? entry.getKey() : key + "." + entry.getKey(),
                      entry.getValue(),
                      flat));
    } else {
      flat.put(key, node.asText());
    }
  }
}
