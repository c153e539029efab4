package org.translatenas.training.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON header of a safetensors file: what lies where in the data behind it. */
final class SafeTensorsHeader {
  private static final String METADATA = "__metadata__";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  /** One tensor's place: bytes {@code begin} (inclusive) to {@code end} of the data. */
  record Entry(DataType type, List<Long> shape, long begin, long end) {
    long[] shapeArray() {
      return shape.stream().mapToLong(Long::longValue).toArray();
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  /** Names in the header's order. */
  Map<String, Entry> entries() {
    return entries;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  /** How many bytes the data has. */
  long dataBytes() {
    return entries.values().stream().mapToLong(Entry::end).max().orElse(0);
  }

  /**
   * Names in the order of their data; an empty tensor comes before the one it shares a place with.
   */
  List<String> namesByOffset() {
    List<String> names = new ArrayList<>(entries.keySet());
    names.sort(
        Comparator.<String>comparingLong(name -> entries.get(name).begin())
            .thenComparingLong(name -> entries.get(name).end()));
    return names;
  }

  /**
   * A header for these tensors: keys in the given order, data with the widest numbers first so that
   * each number is aligned to its own size.
   */
  static SafeTensorsHeader of(Map<String, StoredTensor> tensors, Map<String, String> metadata) {
    SafeTensorsHeader header = new SafeTensorsHeader();
    header.metadata.putAll(metadata);
    List<String> names = new ArrayList<>(tensors.keySet());
    names.sort(Comparator.comparingInt(name -> -tensors.get(name).type().bytes()));
    Map<String, Entry> placed = new LinkedHashMap<>();
    long offset = 0;
    for (String name : names) {
      StoredTensor tensor = tensors.get(name);
      long end = offset + StoredTensor.byteCount(tensor.type(), tensor.shape());
      List<Long> shape = Arrays.stream(tensor.shape()).boxed().toList();
      placed.put(name, new Entry(tensor.type(), shape, offset, end));
      offset = end;
    }
    tensors.keySet().forEach(name -> header.entries.put(name, placed.get(name)));
    return header;
  }

  /** The header as compact JSON. */
  String toJson() {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode node = root.putObject(METADATA);
      metadata.forEach(node::put);
    }
    entries.forEach(
        (name, entry) -> {
          ObjectNode node = root.putObject(name);
          node.put("dtype", entry.type().name());
          entry.shape().forEach(node.putArray("shape")::add);
          node.putArray("data_offsets").add(entry.begin()).add(entry.end());
        });
    return root.toString();
  }

  /**
   * Reads and checks a header.
   *
   * @throws DamagedException if it is not valid JSON, has other fields than it may have, or its
   *     tensors overlap, leave holes or do not fit their shapes
   */
  static SafeTensorsHeader parse(byte[] json) throws DamagedException {
    SafeTensorsHeader header = new SafeTensorsHeader();
    try {
      JsonNode root = JSON.readTree(json);
      if (root == null || !root.isObject()) {
        throw new DamagedException("its header is not a JSON object");
      }
      for (Map.Entry<String, JsonNode> field : root.properties()) {
        if (field.getKey().equals(METADATA)) {
          header.readMetadata(field.getValue());
        } else {
          header.entries.put(field.getKey(), entry(field.getKey(), field.getValue()));
        }
      }
    } catch (JsonProcessingException e) {
      throw new DamagedException(
          "its header is not valid JSON (line %d, column %d)"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new DamagedException("its header is not UTF-8 text");
    }
    header.checkContiguous();
    return header;
  }

  private void readMetadata(JsonNode node) throws DamagedException {
    if (!node.isObject()) {
      throw new DamagedException("its metadata is not a JSON object");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw new DamagedException("its metadata " + field.getKey() + " is not a text");
      }
      metadata.put(field.getKey(), field.getValue().textValue());
    }
  }

  private static Entry entry(String name, JsonNode node) throws DamagedException {
    DataType type =
        Arrays.stream(DataType.values())
            .filter(known -> known.name().equals(node.path("dtype").textValue()))
            .findFirst()
            .orElse(null);
    if (type == null) {
      throw new DamagedException(
          "tensor %s has the number format %s; known are %s"
              .formatted(name, node.path("dtype"), Arrays.toString(DataType.values())));
    }
    List<Long> shape = longs(name, node.path("shape"));
    List<Long> offsets = longs(name, node.path("data_offsets"));
    if (offsets.size() != 2) {
      throw new DamagedException("tensor " + name + " has no pair of data offsets");
    }
    Entry entry = new Entry(type, shape, offsets.get(0), offsets.get(1));
    long bytes;
    try {
      bytes = StoredTensor.byteCount(type, entry.shapeArray());
    } catch (ArithmeticException e) {
      throw new DamagedException("tensor " + name + " has an impossible shape " + shape);
    }
    if (entry.end() - entry.begin() != bytes) {
      throw new DamagedException(
          "tensor %s of %s%s needs %d bytes, its offsets are %s"
              .formatted(name, type, shape, bytes, offsets));
    }
    return entry;
  }

  private static List<Long> longs(String name, JsonNode node) throws DamagedException {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode each : node) {
      if (!each.isIntegralNumber() || !each.canConvertToLong() || each.longValue() < 0) {
        throw new DamagedException("tensor " + name + " has the impossible number " + each);
      }
      numbers.add(each.longValue());
    }
    if (!node.isArray()) {
      throw new DamagedException("tensor " + name + " lacks its shape or data offsets");
    }
    return numbers;
  }

  private void checkContiguous() throws DamagedException {
    long end = 0;
    for (String name : namesByOffset()) {
      if (entries.get(name).begin() != end) {
        throw new DamagedException(
            "tensor %s begins at %d, not where the one before it ends, at %d"
                .formatted(name, entries.get(name).begin(), end));
      }
      end = entries.get(name).end();
    }
  }

  /** What is wrong with a header; {@link SafeTensors} adds the file's name. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }
}
