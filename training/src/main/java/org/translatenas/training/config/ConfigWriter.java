package org.translatenas.training.config;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a configuration record as YAML with every key, so that {@link ConfigReader} gives an equal
 * record back: for the run folder.
 */
public final class ConfigWriter {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_./][A-Za-z0-9_./-]*");
  private static final Set<String> RESERVED =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", ".nan", ".");

  private ConfigWriter() {}

  /** The whole configuration as YAML text that ends with a line feed. */
  public static String toYaml(Record config) {
    StringBuilder out = new StringBuilder();
    section(config, "", "", out);
    return out.isEmpty() ? "{}\n" : out.toString();
  }

  private static void section(Record section, String indent, String first, StringBuilder out) {
    String lead = indent + first;
    for (RecordComponent component : section.getClass().getRecordComponents()) {
      out.append(lead).append(component.getName()).append(':');
      value(read(component, section), indent + " ".repeat(first.length()), out);
      lead = indent + " ".repeat(first.length());
    }
  }

  private static void value(Object value, String indent, StringBuilder out) {
    if (value instanceof Record section) {
      if (section.getClass().getRecordComponents().length == 0) {
        out.append(" {}\n");
        return;
      }
      out.append('\n');
      section(section, indent + "  ", "", out);
    } else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Record) {
      out.append('\n');
      list.forEach(item -> section((Record) item, indent + "  ", "- ", out));
    } else {
      out.append(' ').append(scalar(value)).append('\n');
    }
  }

  private static String scalar(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ConfigWriter::scalar).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Enum<?> constant) {
      return quoted(EnumText.of(constant));
    }
    if (value instanceof String || value instanceof Path) {
      return quoted(EnvironmentText.escape(value.toString()));
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return Double.isNaN(number) ? ".nan" : number > 0 ? ".inf" : "-.inf";
    }
    return value.toString();
  }

  private static String quoted(String text) {
    if (PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> quoted(c, out));
    return out.append('"').toString();
  }

  private static void quoted(int c, StringBuilder out) {
    boolean printable =
        (c >= 0x20 && c < 0x7F)
            || (c > 0xA0 && c < 0xD800 && c != 0x2028 && c != 0x2029)
            || (c >= 0xE000 && c < 0xFFFE && c != 0xFEFF)
            || c > 0xFFFF;
    if (c == '"' || c == '\\') {
      out.append('\\').appendCodePoint(c);
    } else if (printable) {
      out.appendCodePoint(c);
    } else {
      out.append(String.format(Locale.ROOT, "\\u%04X", c));
    }
  }

  private static Object read(RecordComponent component, Record section) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(section);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
