package org.translatenas.translate.train;

import java.nio.file.Path;
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
    int version, long update, DataPosition data, EarlyStopping.State stopping, double seconds)
    implements StateFile.State {
  private static final int VERSION = 1;

  TrainingProgress(long update, DataPosition data, EarlyStopping.State stopping, double seconds) {
    this(VERSION, update, data, stopping, seconds);
  }

  static TrainingProgress read(Path folder) {
    return StateFile.read(folder, TrainingProgress.class, VERSION);
  }
}
