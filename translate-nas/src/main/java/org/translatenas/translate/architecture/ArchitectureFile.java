package org.translatenas.translate.architecture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.translatenas.reversible.Pooling;
import org.translatenas.training.UserException;
import org.translatenas.training.config.EnumText;
import org.translatenas.training.files.AtomicFiles;

/**
 * {@code architecture.json}, version 1:
 *
 * <pre>
 * { "format": "translate-nas architecture", "version": 1,
 *   "pooling": "average", "candidateNorm": "pre",
 *   "encoder": [["self-attention", "ffn"], ["self-attention", "ffn"]],
 *   "decoder": [["self-attention", "ffn", "cross-attention"], …],
 *   "search": { "method": "unas", "seed": 1, "validLoss": 6.376 } }
 * </pre>
 *
 * A list of {@code encoder} is a layer, its entries are the operations of its nodes. {@code search}
 * is what a search says of itself; a model does not read it.
 */
public final class ArchitectureFile {
  static final String FORMAT = "translate-nas architecture";
  static final int VERSION = 1;
  private static final String SEARCH = "search";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ArchitectureFile() {}

  /**
   * Writes an architecture.
   *
   * @param search what the search says of itself; null when nothing
   */
  public static void write(Path file, Architecture architecture, ObjectNode search) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    root.setAll(toJson(architecture));
    if (search != null) {
      root.set(SEARCH, search);
    }
    AtomicFiles.write(file, root.toPrettyString() + "\n");
  }

  /** The architecture in {@code file}. */
  public static Architecture read(Path file) {
    try {
      return fromJson(root(file));
    } catch (IllegalArgumentException e) {
      throw UserException.data(file + ": " + e.getMessage());
    }
  }

  /** What the search that wrote {@code file} says of itself; missing where it says nothing. */
  public static JsonNode search(Path file) {
    return root(file).path(SEARCH);
  }

  private static JsonNode root(Path file) {
    if (Files.isDirectory(file)) {
      throw UserException.usage(
          file + ": is a folder; name an architecture.json, as search writes one into its folder");
    }
    if (!Files.isRegularFile(file)) {
      throw UserException.usage(
          file
              + ": there is no such file; give a built-in name (transformer,"
              + " evolved-transformer) or an architecture.json that search has written");
    }
    try {
      JsonNode root = JSON.readTree(file.toFile());
      if (!FORMAT.equals(root.path("format").asText())) {
        throw UserException.data(file + ": is not an architecture file; search writes one");
      }
      if (root.path("version").asInt() > VERSION) {
        throw UserException.data(
            file
                + ": has version "
                + root.path("version").asInt()
                + ", this program reads up to "
                + VERSION
                + "; use a newer translate-nas");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw UserException.data(
          file + ": is damaged: " + e.getOriginalMessage() + "; restore it or search again");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The architecture alone, without format and version. */
  public static ObjectNode toJson(Architecture architecture) {
    ObjectNode node = JSON.createObjectNode();
    node.put("pooling", EnumText.of(architecture.pooling()));
    node.put("candidateNorm", EnumText.of(architecture.candidateNorm()));
    node.set("encoder", toJson(architecture.encoder()));
    node.set("decoder", toJson(architecture.decoder()));
    return node;
  }

  private static ArrayNode toJson(Topology topology) {
    ArrayNode layers = JSON.createArrayNode();
    for (List<OperationKind> layer : topology.layers()) {
      ArrayNode nodes = layers.addArray();
      layer.forEach(kind -> nodes.add(kind.text()));
    }
    return layers;
  }

  /**
   * The architecture in a JSON object.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Architecture fromJson(JsonNode node) {
    return new Architecture(
        topology(node, "encoder"),
        topology(node, "decoder"),
        constant(Pooling.class, node, "pooling"),
        constant(NormPlacement.class, node, "candidateNorm"));
  }

  private static Topology topology(JsonNode node, String side) {
    List<List<OperationKind>> layers = new ArrayList<>();
    for (JsonNode layer : node.path(side)) {
      List<OperationKind> nodes = new ArrayList<>();
      for (JsonNode name : layer) {
        nodes.add(
            OperationKind.named(name.asText())
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            side
                                + ": unknown operation "
                                + name
                                + "; known are "
                                + OperationKind.DECODER.stream()
                                    .map(OperationKind::text)
                                    .toList())));
      }
      layers.add(nodes);
    }
    try {
      return new Topology(layers);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(side + ": " + e.getMessage(), e);
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, JsonNode node, String key) {
    String value = node.path(key).asText();
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> EnumText.of(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    key
                        + " is '"
                        + value
                        + "', it must be one of "
                        + Arrays.stream(type.getEnumConstants()).map(EnumText::of).toList()));
  }
}
