package org.translatenas.training.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
   * @return the keys that are free one by one and have changed, with both values; a section is free
   *     that other commands read
   */
  public static List<String> same(Path file, String before, String now, Set<String> free) {
    Map<String, String> old = flat(file, before);
    Map<String, String> given = flat(file, now);
    List<String> changed = new ArrayList<>();
    for (Map.Entry<String, String> entry : given.entrySet()) {
      String key = entry.getKey();
      String value = old.get(key);
      if (entry.getValue().equals(value) || free.contains(key.replaceAll("\\..*", ""))) {
        continue;
      }
      if (!free.contains(key)) {
        throw UserException.usage(
            "%s: this run was begun with %s: %s, not %s; give the same configuration or another --output"
                .formatted(file, key, value, entry.getValue()));
      }
      changed.add("%s: %s, before %s".formatted(key, entry.getValue(), value));
    }
    return changed;
  }

  /**
   * What the run's configuration has under {@code key}, as in {@code train.rate}.
   *
   * @param file where it stands, for the message
   */
  public static Optional<String> value(Path file, String yaml, String key) {
    return Optional.ofNullable(flat(file, yaml).get(key));
  }

  private static Map<String, String> flat(Path file, String yaml) {
    JsonNode root = tree(yaml);
    if (!root.isObject()) {
      throw UserException.data(
          file + ": is damaged; restore the run's configuration, or choose another --output");
    }
    Map<String, String> flat = new TreeMap<>();
    flatten("", root, flat);
    return flat;
  }

  private static JsonNode tree(String yaml) {
    try {
      return new YAMLMapper().readTree(yaml);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
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
