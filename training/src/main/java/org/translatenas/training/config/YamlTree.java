package org.translatenas.training.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.translatenas.training.UserException;

/**
 * YAML text as {@link YamlNode}s. Jackson reads the events; types are left to the record that is
 * bound, so that {@code name: 007} stays text where text is wanted. Anchors, aliases, a key given
 * twice and a second document are refused: they make a configuration say something else than it
 * seems to.
 */
final class YamlTree {
  private static final YAMLFactory YAML = new YAMLFactory();

  private final YAMLParser parser;
  private final IntFunction<String> originOfLine;

  private YamlTree(YAMLParser parser, IntFunction<String> originOfLine) {
    this.parser = parser;
    this.originOfLine = originOfLine;
  }

  /** The tree of a file's text; messages name {@code file:line}. */
  static YamlNode ofFile(String text, String file) {
    return parse(text, line -> file + ":" + line);
  }

  /** The tree of a short text that has a name of its own, such as {@code --set train.seed=1}. */
  static YamlNode ofValue(String text, String origin) {
    return parse(text, line -> origin);
  }

  private static YamlNode parse(String text, IntFunction<String> originOfLine) {
    try (YAMLParser parser = YAML.createParser(text)) {
      YamlTree tree = new YamlTree(parser, originOfLine);
      if (parser.nextToken() == null) {
        return new YamlNode.Scalar(null, originOfLine.apply(1));
      }
      YamlNode root = tree.node();
      if (parser.nextToken() != null) {
        throw tree.refuse("a second YAML document begins here; keep one");
      }
      return root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw UserException.usage(
          originOfLine.apply(line) + ": is not valid YAML: " + oneLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private YamlNode node() throws IOException {
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      throw refuse("anchors (&) and aliases (*) are not read; write the value out");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping();
    }
    if (token == JsonToken.START_ARRAY) {
      return sequence();
    }
    return new YamlNode.Scalar(token == JsonToken.VALUE_NULL ? null : parser.getText(), origin());
  }

  private YamlNode mapping() throws IOException {
    String origin = origin();
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      if (entries.containsKey(key)) {
        throw refuse("key " + key + " is given twice; keep one");
      }
      String keyOrigin = origin();
      parser.nextToken();
      YamlNode value = node();
      // A section is reported where its key stands, not at its first line.
      entries.put(
          key,
          value instanceof YamlNode.Mapping section
              ? new YamlNode.Mapping(section.entries(), keyOrigin)
              : value);
    }
    return new YamlNode.Mapping(entries, origin);
  }

  private YamlNode sequence() throws IOException {
    String origin = origin();
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return new YamlNode.Sequence(items, origin);
  }

  private String origin() {
    return originOfLine.apply(parser.currentTokenLocation().getLineNr());
  }

  private UserException refuse(String what) {
    return UserException.usage(origin() + ": " + what);
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
