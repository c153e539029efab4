package org.translatenas.translate.search;

import java.nio.file.Path;
import org.translatenas.translate.data.DataPosition;
import org.translatenas.translate.train.StateFile;

/**
 * What a search must know beside its tensors to go on: {@code state.json} of a checkpoint, version
 * 1.
 *
 * @param version of this file's format
 * @param update updates made
 * @param weights the next batch of the weights' data
 * @param architecture the next batch of the architecture's data
 * @param seconds spent
 */
public record SearchProgress(
    int version, long update, DataPosition weights, DataPosition architecture, double seconds)
    implements StateFile.State {
  private static final int VERSION = 1;

  /** Of a new search. */
  static final SearchProgress START =
      new SearchProgress(0, DataPosition.START, DataPosition.START, 0);

  SearchProgress(long update, DataPosition weights, DataPosition architecture, double seconds) {
    this(VERSION, update, weights, architecture, seconds);
  }

  SearchProgress withSeconds(double spent) {
    return new SearchProgress(version, update, weights, architecture, spent);
  }

  static SearchProgress read(Path folder) {
    return StateFile.read(folder, SearchProgress.class, VERSION);
  }
}
