package org.translatenas.translate.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.schedule.EarlyStopping;
import org.translatenas.translate.data.DataPosition;

/**
 * What a training run must know beside its tensors to go on: {@code state.json} of a checkpoint,
 * version 1.
 *
 * @param version of this file's format
 * @param update updates made
 * @param data the next batch
 * @param stopping the early stopping's state
 * @param seconds spent in training, validation not counted
 */
public record TrainingProgress(
    int version, long update, DataPosition data, EarlyStopping.State stopping, double seconds) {
  static final String FILE = "state.json";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  TrainingProgress(long update, DataPosition data, EarlyStopping.State stopping, double seconds) {
    this(VERSION, update, data, stopping, seconds);
  }

  void write(Path folder) {
    try {
      AtomicFiles.write(folder.resolve(FILE), JSON.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers are always JSON", e);
    }
  }

  static TrainingProgress read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      TrainingProgress progress = JSON.readValue(file.toFile(), TrainingProgress.class);
      if (progress.version() > VERSION) {
        throw UserException.data(file + ": is of a newer version; use a newer translate-nas");
      }
      return progress;
    } catch (JsonProcessingException e) {
      throw UserException.data(file + ": is damaged; remove this checkpoint to go on from another");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
