package org.translatenas.training.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.translatenas.training.UserException;

/** One value's text as a Java value: text, path, boolean, whole number, number or enum. */
final class ScalarText {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+(_[0-9]+)*");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+(_[0-9]+)*\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private final UnaryOperator<String> environment;

  ScalarText(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  /** True where {@link #convert} knows the type. */
  static boolean supports(Class<?> type) {
    return type.isEnum()
        || List.of(String.class, Path.class, boolean.class, int.class, long.class, double.class)
            .contains(primitive(type));
  }

  /** The value of {@code node} as {@code type}; {@code key} names it in messages. */
  Object convert(YamlNode.Scalar node, Class<?> type, String key) {
    String what = node.origin() + ": " + key;
    Class<?> target = primitive(type);
    if (target == String.class) {
      return EnvironmentText.expand(node.text(), what, environment);
    }
    if (target == Path.class) {
      return path(EnvironmentText.expand(node.text(), what, environment), what);
    }
    String text = node.text().strip();
    if (target == boolean.class) {
      return truth(text, what);
    }
    if (target == int.class) {
      return (int) whole(text, what, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (target == long.class) {
      return whole(text, what, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (target == double.class) {
      return number(text, what);
    }
    return constant(text, target, what);
  }

  private static Path path(String text, String what) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw UserException.usage("%s is not a path: %s".formatted(what, e.getMessage()));
    }
  }

  private static boolean truth(String text, String what) {
    if (!text.equals("true") && !text.equals("false")) {
      throw mustBe(what, "true or false", text);
    }
    return text.equals("true");
  }

  private static long whole(String text, String what, long least, long most) {
    if (!WHOLE.matcher(text).matches()) {
      throw mustBe(what, "a whole number", text);
    }
    try {
      long value = Long.parseLong(text.replace("_", ""));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // More digits than a long has: the message below says so.
    }
    throw mustBe(what, "a whole number between " + least + " and " + most, text);
  }

  private static double number(String text, String what) {
    if (NUMBER.matcher(text).matches()) {
      return Double.parseDouble(text.replace("_", ""));
    }
    return switch (text) {
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      case ".nan" -> Double.NaN;
      default -> throw mustBe(what, "a number", text);
    };
  }

  private static Object constant(String text, Class<?> type, String what) {
    for (Object constant : type.getEnumConstants()) {
      if (EnumText.of((Enum<?>) constant).equals(text)) {
        return constant;
      }
    }
    throw mustBe(what, "one of " + String.join(", ", EnumText.all(type)), text);
  }

  private static UserException mustBe(String what, String wanted, String found) {
    return UserException.usage("%s must be %s, not \"%s\"".formatted(what, wanted, found));
  }

  private static Class<?> primitive(Class<?> type) {
    if (type == Boolean.class) {
      return boolean.class;
    }
    if (type == Integer.class) {
      return int.class;
    }
    if (type == Long.class) {
      return long.class;
    }
    return type == Double.class ? double.class : type;
  }
}
