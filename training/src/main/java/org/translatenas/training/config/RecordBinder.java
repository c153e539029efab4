package org.translatenas.training.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.translatenas.training.UserException;

/** Builds a record from a {@link YamlNode}, strictly: see {@link ConfigReader}. */
final class RecordBinder {
  private final Class<? extends Record> root;
  private final ScalarText scalars;

  RecordBinder(Class<? extends Record> root, UnaryOperator<String> environment) {
    this.root = root;
    this.scalars = new ScalarText(environment);
  }

  <R extends Record> R bind(Class<R> type, YamlNode node, String path) {
    if (node.isNull()) {
      return bind(type, YamlNode.Mapping.empty(node.origin()), path);
    }
    if (!(node instanceof YamlNode.Mapping section)) {
      throw UserException.usage(
          "%s: %s must be a section with the keys %s, not %s"
              .formatted(node.origin(), named(path), keysOf(type), node.kind()));
    }
    refuseUnknownKeys(type, section, path);
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = component(components[i], section, path);
    }
    return construct(type, values, section, path);
  }

  private void refuseUnknownKeys(
      Class<? extends Record> type, YamlNode.Mapping section, String path) {
    List<String> known = ConfigKeys.of(type);
    section
        .entries()
        .forEach(
            (key, node) -> {
              if (!known.contains(key)) {
                throw UserException.usage(
                    "%s: unknown key %s; %s"
                        .formatted(
                            node.origin(), ConfigKeys.join(path, key), hint(key, type, path)));
              }
            });
  }

  private String hint(String key, Class<?> section, String path) {
    Optional<String> sibling =
        NearestKey.of(key, ConfigKeys.of(section)).map(near -> ConfigKeys.join(path, near));
    // A key in the wrong section: the same word elsewhere.
    Optional<String> elsewhere =
        ConfigKeys.paths(root).stream()
            .filter(known -> known.substring(known.lastIndexOf('.') + 1).equals(key))
            .findFirst();
    return sibling
        .or(() -> elsewhere)
        .map(meant -> "did you mean " + meant + "?")
        .orElse("known here: " + keysOf(section));
  }

  private Object component(RecordComponent component, YamlNode.Mapping section, String path) {
    String key = component.getName();
    String keyPath = ConfigKeys.join(path, key);
    Default annotation = component.getAnnotation(Default.class);
    YamlNode fallback =
        annotation == null
            ? null
            : YamlTree.ofValue(annotation.value(), "the default of " + keyPath);
    YamlNode given = section.entries().get(key);
    boolean isSection = component.getType().isRecord();
    if (given == null && fallback == null && !isSection) {
      throw UserException.usage(
          "%s: the key %s is missing; it has no default, so give it here or with --set %s=…"
              .formatted(section.origin(), keyPath, keyPath));
    }
    YamlNode node = given != null ? given : fallback;
    if (node == null) {
      node = YamlNode.Mapping.empty(section.origin());
    } else if (node.isNull() && fallback != null && fallback.isNull()) {
      return null;
    } else if (node.isNull() && !isSection) {
      throw UserException.usage(
          "%s: %s has no value; give it one or leave the key out"
              .formatted(node.origin(), keyPath));
    } else if (node instanceof YamlNode.Mapping over
        && fallback instanceof YamlNode.Mapping under) {
      node = over.over(under);
    }
    return value(component, node, keyPath);
  }

  private Object value(RecordComponent component, YamlNode node, String path) {
    if (component.getType() != List.class) {
      return single(component.getType(), node, path);
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      throw UserException.usage(
          "%s: %s must be a list such as [a, b], not %s"
              .formatted(node.origin(), path, node.kind()));
    }
    Class<?> itemType = ConfigKeys.itemType(component);
    List<Object> items = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      items.add(single(itemType, item, path + "[" + items.size() + "]"));
    }
    return List.copyOf(items);
  }

  private Object single(Class<?> type, YamlNode node, String path) {
    if (type.isRecord()) {
      return bind(type.asSubclass(Record.class), node, path);
    }
    if (!ScalarText.supports(type)) {
      throw new IllegalArgumentException(
          path + ": a configuration has no values of " + type.getName());
    }
    if (!(node instanceof YamlNode.Scalar scalar) || node.isNull()) {
      throw UserException.usage(
          "%s: %s must be one value, not %s".formatted(node.origin(), path, node.kind()));
    }
    return scalars.convert(scalar, type, path);
  }

  private static <R extends Record> R construct(
      Class<R> type, Object[] values, YamlNode.Mapping section, String path) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw outOfRange(type, refused.getMessage(), section, path);
      }
      if (e.getCause() instanceof UserException refused) {
        throw refused;
      }
      throw new IllegalStateException("the constructor of " + type.getName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be constructed", e);
    }
  }

  /** A message that begins with a key's name is reported where that key was given. */
  private static UserException outOfRange(
      Class<?> type, String message, YamlNode.Mapping section, String path) {
    String text = message == null ? "its values do not fit together" : message;
    String first = text.split("[^A-Za-z0-9_]", 2)[0];
    if (!ConfigKeys.of(type).contains(first)) {
      return UserException.usage("%s: %s: %s".formatted(section.origin(), named(path), text));
    }
    YamlNode given = section.entries().get(first);
    String origin = given == null ? section.origin() : given.origin();
    return UserException.usage("%s: %s".formatted(origin, ConfigKeys.join(path, text)));
  }

  private static String named(String path) {
    return path.isEmpty() ? "the configuration" : path;
  }

  private static String keysOf(Class<?> section) {
    return ConfigKeys.of(section).stream().collect(Collectors.joining(", "));
  }
}
