package org.translatenas.tokenization;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Compiles character rules into the form that {@link CharsMap} and SentencePiece read. */
final class CharsMapCompiler {
  private CharsMapCompiler() {}

  /**
   * @param rules from a text, not empty, to what it becomes; at least one, none with U+0000
   */
  static byte[] compile(Map<String, String> rules) {
    ByteArrayOutputStream targets = new ByteArrayOutputStream();
    Map<String, Integer> places = new HashMap<>();
    // In order of the targets, so that the bytes do not depend on the map's kind.
    rules.values().stream()
        .sorted()
        .distinct()
        .forEach(
            target -> {
              places.put(target, targets.size());
              targets.writeBytes(target.getBytes(StandardCharsets.UTF_8));
              targets.write(0);
            });
    Map<String, Integer> values = new HashMap<>();
    rules.forEach((source, target) -> values.put(source, places.get(target)));
    DoubleArrayTrie trie = DoubleArrayBuilder.build(values);
    return CharsMap.toBlob(trie, targets.toByteArray());
  }
}
