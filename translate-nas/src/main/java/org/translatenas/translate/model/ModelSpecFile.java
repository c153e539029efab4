package org.translatenas.translate.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.translate.architecture.ArchitectureFile;
import org.translatenas.translate.architecture.NormPlacement;

/**
 * {@code model.json} of a model folder, version 1: {@link ModelSpec} as a JSON object with the same
 * names.
 */
public final class ModelSpecFile {
  private static final String FORMAT = "translate-nas model";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private ModelSpecFile() {}

  /** Writes a specification. */
  public static void write(Path file, ModelSpec spec) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    root.put("family", spec.family().name());
    root.put("norm", spec.norm().name());
    root.put("vocabulary", spec.vocabulary());
    root.set("sizes", JSON.valueToTree(spec.sizes()));
    if (spec.architecture() != null) {
      root.set("architecture", ArchitectureFile.toJson(spec.architecture()));
    }
    AtomicFiles.write(file, root.toPrettyString() + "\n");
  }

  /** The specification in {@code file}. */
  public static ModelSpec read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw UserException.usage(
          file + ": there is no such file; --model names a folder that train has written");
    }
    try {
      JsonNode root = JSON.readTree(file.toFile());
      if (!FORMAT.equals(root.path("format").asText())) {
        throw UserException.data(file + ": does not describe a model; train writes model folders");
      }
      if (root.path("version").asInt() > VERSION) {
        throw UserException.data(
            file + ": is of a newer version than this program reads; use a newer translate-nas");
      }
      JsonNode architecture = root.path("architecture");
      return new ModelSpec(
          ModelSpec.Family.valueOf(root.path("family").asText()),
          NormPlacement.valueOf(root.path("norm").asText()),
          architecture.isMissingNode() ? null : ArchitectureFile.fromJson(architecture),
          sizes(root),
          root.required("vocabulary").asInt());
    } catch (JsonProcessingException e) {
      throw damaged(file, e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw damaged(file, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelSizes sizes(JsonNode root) throws JsonProcessingException {
    ModelSizes sizes = JSON.treeToValue(root.required("sizes"), ModelSizes.class);
    int least =
        IntStream.of(
                sizes.embeddingWidth(),
                sizes.width(),
                sizes.hidden(),
                sizes.heads(),
                sizes.encoderLayers(),
                sizes.decoderLayers())
            .min()
            .orElseThrow();
    if (least < 1) {
      throw new IllegalArgumentException("a size is " + least);
    }
    return sizes;
  }

  private static UserException damaged(Path file, String what) {
    return UserException.data(
        "%s: is damaged (%s); copy the model again or train it again"
            .formatted(file, what.lines().findFirst().orElse("")));
  }
}
