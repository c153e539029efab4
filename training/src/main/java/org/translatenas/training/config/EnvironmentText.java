package org.translatenas.training.config;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.translatenas.training.UserException;

/**
 * References to environment variables in a configuration's texts and paths: <code>${NAME}</code>,
 * <code>${NAME:-fallback}</code> when the variable is not set or empty, and a doubled dollar sign
 * before the brace for the two characters themselves.
 */
final class EnvironmentText {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\}|\\$\\{");

  private EnvironmentText() {}

  /** The text with its references replaced; {@code what} names the key in messages. */
  static String expand(String text, String what, UnaryOperator<String> environment) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder expanded = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(
          expanded, Matcher.quoteReplacement(replacement(matcher, what, environment)));
    }
    return matcher.appendTail(expanded).toString();
  }

  /** The text that {@link #expand} turns into {@code text}. */
  static String escape(String text) {
    return text.replace("${", "$${");
  }

  private static String replacement(
      Matcher matcher, String what, UnaryOperator<String> environment) {
    if (matcher.group().equals("$${")) {
      return "${";
    }
    String name = matcher.group(1);
    if (name == null) {
      throw UserException.usage(
          what + " has ${ without NAME} or NAME:-fallback}; for the two characters write $${");
    }
    String value = environment.apply(name);
    String fallback = matcher.group(2);
    if (fallback != null && (value == null || value.isEmpty())) {
      return fallback;
    }
    if (value == null) {
      throw UserException.usage(
          "%s uses ${%s}, which is not set in the environment; set it or write ${%s:-fallback}"
              .formatted(what, name, name));
    }
    return value;
  }
}
