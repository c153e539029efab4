package org.translatenas.training.run;

import ai.djl.engine.Engine;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.files.Sha256;

/**
 * Where a result came from: everything that a rerun must repeat to get the same numbers. It holds
 * no times and no paths, so that equal runs have equal provenance.
 *
 * @param format version of this file's format
 * @param version of this project
 * @param configSha256 of the resolved configuration's YAML
 * @param dataSha256 of each input, by the caller's name for it
 * @param seeds by the stream's name
 * @param java vendor and version of the virtual machine
 * @param djl version of the tensor library
 * @param system operating system and processor
 * @param threads of the tensor library: sums can differ in their last bits with another number
 */
public record Provenance(
    int format,
    String version,
    String configSha256,
    Map<String, String> dataSha256,
    Map<String, Long> seeds,
    String java,
    String djl,
    String system,
    int threads) {
  /** The format that this class writes. */
  public static final int FORMAT = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Checks the format and keeps the maps' order. */
  public Provenance {
    if (format != FORMAT) {
      throw new IllegalArgumentException("format must be " + FORMAT + ", not " + format);
    }
    dataSha256 = Collections.unmodifiableMap(new LinkedHashMap<>(dataSha256));
    seeds = Collections.unmodifiableMap(new LinkedHashMap<>(seeds));
  }

  /** The provenance of a run in this process. */
  public static Provenance of(
      String configYaml, Map<String, String> dataSha256, Map<String, Long> seeds, int threads) {
    return new Provenance(
        FORMAT,
        Version.current(),
        Sha256.of(configYaml),
        dataSha256,
        seeds,
        System.getProperty("java.vendor") + " " + Runtime.version(),
        Engine.getDjlVersion(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        threads);
  }

  /** Indented JSON that ends with a line feed. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and numbers are always JSON", e);
    }
  }

  /** Writes the JSON atomically. */
  public void write(Path file) {
    AtomicFiles.write(file, toJson());
  }

  /** Reads what {@link #write} wrote. */
  public static Provenance read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), Provenance.class);
    } catch (JsonProcessingException e) {
      throw UserException.data(
          "%s: is not a provenance of format %d (%s); fetch the folder again"
              .formatted(file, FORMAT, e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException e) {
      throw UserException.unreadable(file, e);
    }
  }
}
