package org.translatenas.training.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translatenas.training.UserException;

/** One node of a YAML document that knows where it was written ({@code configs/x.yaml:12}). */
sealed interface YamlNode {
  /** Where the node was written, for messages. */
  String origin();

  /** What the node is, for messages. */
  String kind();

  /** A value; {@code text} is null exactly for YAML's null. */
  record Scalar(String text, String origin) implements YamlNode {
    @Override
    public String kind() {
      return text == null ? "empty" : "\"" + text + "\"";
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> items, String origin) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A section: keys in the order of the file. */
  record Mapping(Map<String, YamlNode> entries, String origin) implements YamlNode {
    static Mapping empty(String origin) {
      return new Mapping(new LinkedHashMap<>(), origin);
    }

    @Override
    public String kind() {
      return "a section";
    }

    /**
     * This section laid over {@code below}, whose keys hold wherever this one is silent and whose
     * place is named: what is wrong with a section as a whole was mostly written there. A section
     * in the place of something else that is written there is refused: it would hide the mistake.
     */
    Mapping over(Mapping below) {
      Map<String, YamlNode> merged = new LinkedHashMap<>(below.entries);
      entries.forEach(
          (key, node) -> {
            YamlNode there = merged.get(key);
            if (node instanceof Mapping section && there instanceof Mapping under) {
              merged.put(key, section.over(under));
            } else if (node instanceof Mapping && there != null && !there.isNull()) {
              throw UserException.usage(
                  "%s: %s must be a section with keys, not %s"
                      .formatted(there.origin(), key, there.kind()));
            } else {
              merged.put(key, node);
            }
          });
      return new Mapping(merged, below.origin);
    }
  }

  /** True for YAML's null and for a key with nothing behind it. */
  default boolean isNull() {
    return this instanceof Scalar scalar && scalar.text() == null;
  }
}
