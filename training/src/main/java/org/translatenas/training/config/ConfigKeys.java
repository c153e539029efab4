package org.translatenas.training.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The keys that a configuration record has. */
final class ConfigKeys {
  private ConfigKeys() {}

  /** The keys of one section, in the order of its record. */
  static List<String> of(Class<?> section) {
    return Arrays.stream(section.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  /** Every key below a section as a dotted path; list items' keys are not among them. */
  static List<String> paths(Class<?> section) {
    List<String> paths = new ArrayList<>();
    collect(section, "", paths);
    return paths;
  }

  /** {@code a} within {@code b}: "b.a", or "a" at the root. */
  static String join(String section, String key) {
    return section.isEmpty() ? key : section + "." + key;
  }

  /** What a list component holds. */
  static Class<?> itemType(RecordComponent component) {
    if (component.getGenericType() instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] instanceof Class<?> item) {
      return item;
    }
    throw new IllegalArgumentException(
        component + ": a list in a configuration has a plain class as its type argument");
  }

  private static void collect(Class<?> section, String prefix, List<String> paths) {
    for (RecordComponent component : section.getRecordComponents()) {
      String path = join(prefix, component.getName());
      paths.add(path);
      if (component.getType().isRecord()) {
        collect(component.getType(), path, paths);
      }
    }
  }
}
