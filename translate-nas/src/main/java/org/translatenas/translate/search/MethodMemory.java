package org.translatenas.translate.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.translatenas.bilevel.Memory;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;

/**
 * What the parts of a method remember: {@code method.json} of a checkpoint, version 1.
 *
 * @param version of this file's format
 * @param parts their numbers by name
 */
record MethodMemory(int version, Map<String, double[]> parts) {
  private static final int VERSION = 1;
  private static final String NAME = "method.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  static void write(Path folder, List<Memory> memories) {
    Map<String, double[]> parts = new TreeMap<>();
    memories.forEach(memory -> parts.put(memory.name(), memory.numbers()));
    try {
      AtomicFiles.write(
          folder.resolve(NAME), JSON.writeValueAsString(new MethodMemory(VERSION, parts)) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers are always JSON", e);
    }
  }

  static void read(Path folder, List<Memory> memories) {
    Path file = folder.resolve(NAME);
    try {
      MethodMemory found = JSON.readValue(file.toFile(), MethodMemory.class);
      if (found.version > VERSION) {
        throw UserException.data(file + ": is of a newer version; use a newer translate-nas");
      }
      for (Memory memory : memories) {
        double[] numbers = found.parts.get(memory.name());
        if (numbers == null) {
          throw UserException.data(file + ": says nothing of " + memory.name());
        }
        memory.restore(numbers);
      }
    } catch (JsonProcessingException e) {
      throw UserException.data(file + ": is damaged; remove this checkpoint to go on from another");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
