package org.translatenas.translate.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;
import org.translatenas.training.run.Version;

/** What sacreBLEU 2.6.0 computed: see NOTICE.txt beside the resources. */
final class SacrebleuCases {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SacrebleuCases() {}

  /** Each line of a resource as JSON. */
  static List<JsonNode> lines(String name) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : resource(name)) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  /** The hypotheses and references of a set. */
  static JsonNode set(String name) throws IOException {
    return JSON.readTree(String.join("\n", resource("sets.json"))).get(name);
  }

  /** The expected result, the hypotheses and the reference streams of each line of a resource. */
  static List<Arguments> read(String name) throws IOException {
    JsonNode sets = JSON.readTree(String.join("\n", resource("sets.json")));
    List<Arguments> cases = new ArrayList<>();
    for (JsonNode expected : lines(name)) {
      JsonNode set = sets.get(expected.get("set").textValue());
      List<List<String>> references = new ArrayList<>();
      set.get("references").forEach(stream -> references.add(texts(stream)));
      cases.add(Arguments.of(expected, texts(set.get("hypotheses")), references));
    }
    return cases;
  }

  /** The expected text output, with our version. */
  static String text(JsonNode expected) {
    return expected
        .get("text")
        .textValue()
        .replace("version:2.6.0", "version:translate-nas." + Version.current());
  }

  /** The lines of a resource. */
  static List<String> resource(String name) throws IOException {
    try (InputStream in = SacrebleuCases.class.getResourceAsStream(name)) {
      return LineReader.read(in, name);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }
}
