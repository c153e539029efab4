package org.translatenas.training.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.translatenas.training.UserException;

/**
 * Reads a configuration: nested records from a YAML file, with {@code section.key=value} overrides
 * laid over it and {@link Default}s beneath.
 *
 * <p>Component types: String, Path, boolean, int, long, double, enums (lower case with dashes),
 * records, and lists of these. {@code ${NAME}} and {@code ${NAME:-fallback}} in texts and paths are
 * environment variables. Unknown keys, wrong types, values that a record's compact constructor
 * refuses with {@link IllegalArgumentException}, and bad YAML are {@link UserException#usage} with
 * one line: {@code configs/x.yaml:3: unknown key train.warmupUpdate; did you mean
 * train.warmupUpdates?} A compact constructor's message reads best when it begins with the
 * component's name: {@code "dropout must be in [0, 1), not 1.5"}.
 */
public final class ConfigReader {
  private ConfigReader() {}

  /**
   * The configuration of a run.
   *
   * @param yamlFile null for the defaults alone
   * @param overrides {@code section.key=value}, the value as YAML; the last one wins
   */
  public static <R extends Record> R read(Class<R> type, Path yamlFile, List<String> overrides) {
    return yamlFile == null
        ? parse(type, "", "the configuration", overrides, System::getenv)
        : parse(type, text(yamlFile), yamlFile.toString(), overrides, System::getenv);
  }

  static <R extends Record> R parse(
      Class<R> type,
      String yaml,
      String file,
      List<String> overrides,
      UnaryOperator<String> environment) {
    YamlNode root = YamlTree.ofFile(yaml, file);
    if (yaml.isBlank() || root.isNull()) {
      root = YamlNode.Mapping.empty(file);
    }
    for (String override : overrides) {
      root = SetOption.parse(override).over(root);
    }
    return new RecordBinder(type, environment).bind(type, root, "");
  }

  /** The override that sets {@code key} to this very text, whatever YAML would make of it. */
  public static String override(String key, Object text) {
    return key + "='" + text.toString().replace("'", "''") + "'";
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw UserException.usage(file + ": is not UTF-8 text; save the configuration as UTF-8");
    } catch (IOException e) {
      if (!Files.isRegularFile(file)) {
        throw UserException.usage(file + ": there is no such configuration file; check the path");
      }
      throw new UncheckedIOException(e);
    }
  }
}
