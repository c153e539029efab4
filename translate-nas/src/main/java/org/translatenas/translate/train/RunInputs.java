package org.translatenas.translate.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.files.Sha256;
import org.translatenas.translate.architecture.Architecture;
import org.translatenas.translate.architecture.ArchitectureFile;
import org.translatenas.translate.data.PreparedCorpus;

/**
 * What a run reads beside its configuration: {@code inputs.json} of its folder, by which a run that
 * goes on knows its data, its tokenizer and its architecture again, though their paths be the same.
 *
 * @param sha256 of each, by its name
 */
public record RunInputs(Map<String, String> sha256) {
  private static final String NAME = "inputs.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a search reads. */
  public static RunInputs of(PreparedCorpus corpus) {
    return new RunInputs(corpus.sha256());
  }

  /**
   * What a training reads.
   *
   * @param architecture null for a model without one of its own
   */
  public static RunInputs of(PreparedCorpus corpus, Architecture architecture) {
    Map<String, String> all = new LinkedHashMap<>(corpus.sha256());
    if (architecture != null) {
      all.put("architecture", Sha256.of(ArchitectureFile.toJson(architecture).toString()));
    }
    return new RunInputs(all);
  }

  /** Refuses where the run in {@code folder} was begun with others; a new folder is right. */
  void check(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return;
    }
    Map<String, String> before = read(file);
    sha256.forEach(
        (name, sum) -> {
          if (!sum.equals(before.get(name))) {
            throw UserException.usage(
                "%s: this run was begun with another %s; give the same, or another --output"
                    .formatted(file, name));
          }
        });
  }

  private static Map<String, String> read(Path file) {
    try {
      return JSON.readValue(file.toFile(), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw UserException.data(
          file + ": is damaged; remove it if the run's data are those that it began with");
    } catch (IOException e) {
      throw UserException.unreadable(file, e);
    }
  }

  void write(Path folder) {
    try {
      AtomicFiles.write(
          folder.resolve(NAME),
          JSON.writerWithDefaultPrettyPrinter().writeValueAsString(sha256) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }
}
