package org.translatenas.training.config;

import java.util.List;
import java.util.regex.Pattern;
import org.translatenas.training.UserException;

/** One {@code --set section.key=value}: a path of keys and a YAML value. */
record SetOption(List<String> path, YamlNode value) {
  private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");

  private static final Pattern NULL = Pattern.compile("null|Null|NULL|~");

  static SetOption parse(String text) {
    int equals = text.indexOf('=');
    String path = equals < 0 ? text : text.substring(0, equals).strip();
    if (equals < 0 || !PATH.matcher(path).matches()) {
      throw UserException.usage(
          "--set %s: must be section.key=value, such as --set train.maxUpdates=100"
              .formatted(text));
    }
    String origin = "--set " + text;
    String value = text.substring(equals + 1);
    // Nothing behind the equals sign is the empty text: a person who wants null writes null.
    YamlNode node =
        value.isBlank() ? new YamlNode.Scalar("", origin) : YamlTree.ofValue(value, origin);
    if (node.isNull() && !NULL.matcher(value.strip()).matches()) {
      throw UserException.usage(origin + ": YAML reads nothing there; put the value in quotes");
    }
    return new SetOption(List.of(path.split("\\.", -1)), node);
  }

  /** The tree with this value in its place. */
  YamlNode over(YamlNode root) {
    YamlNode patch = value;
    for (int i = path.size() - 1; i >= 0; i--) {
      YamlNode.Mapping section = YamlNode.Mapping.empty(value.origin());
      section.entries().put(path.get(i), patch);
      patch = section;
    }
    return root instanceof YamlNode.Mapping below
        ? new YamlNode.Mapping(((YamlNode.Mapping) patch).over(below).entries(), root.origin())
        : root;
  }
}
