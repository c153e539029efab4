package org.translatenas.training.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.files.Sha256;

/**
 * What a checkpoint folder holds, in its {@code MANIFEST.json}: enough to notice a file that is
 * missing, cut or changed.
 *
 * @param format version of this file's format
 * @param update after which the checkpoint was taken
 * @param score of the validation at that update, null if there was none
 * @param files every other file of the folder, sorted by name
 */
record Manifest(int format, long update, Double score, List<Entry> files) {
  static final String NAME = "MANIFEST.json";
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** One file: its name relative to the folder, with slashes. */
  record Entry(String name, long bytes, String sha256) {}

  Manifest {
    if (format != FORMAT) {
      throw new IllegalArgumentException("format must be " + FORMAT + ", not " + format);
    }
    files = List.copyOf(files);
  }

  /** Lists a folder's files and writes the list into it. */
  static void write(Path folder, long update, double score) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        entries.add(new Entry(name, Files.size(file), Sha256.of(file)));
      }
    }
    Manifest manifest = new Manifest(FORMAT, update, Double.isNaN(score) ? null : score, entries);
    AtomicFiles.write(folder.resolve(NAME), JSON.writeValueAsString(manifest) + "\n");
  }

  /** Reads a folder's list; empty if there is none or it is damaged. */
  static Optional<Manifest> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), Manifest.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The first thing that is wrong with the folder, if anything is. */
  Optional<String> problem(Path folder) throws IOException {
    for (Entry entry : files) {
      Path file = folder.resolve(entry.name()).normalize();
      if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
        return Optional.of(entry.name() + " is missing");
      }
      if (Files.size(file) != entry.bytes()) {
        return Optional.of(
            "%s has %d bytes, not %d".formatted(entry.name(), Files.size(file), entry.bytes()));
      }
      if (!Sha256.of(file).equals(entry.sha256())) {
        return Optional.of(entry.name() + " has another SHA-256");
      }
    }
    return Optional.empty();
  }
}
