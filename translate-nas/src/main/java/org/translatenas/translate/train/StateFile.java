package org.translatenas.translate.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;

/** {@code state.json} of a checkpoint: a record of numbers with a format version. */
public final class StateFile {
  static final String NAME = "state.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private StateFile() {}

  /** A state that knows the version of its format. */
  public interface State {
    /** The version of the format. */
    int version();
  }

  /** Writes {@code state} into a checkpoint's folder. */
  public static void write(Path folder, State state) {
    try {
      AtomicFiles.write(folder.resolve(NAME), JSON.writeValueAsString(state) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers are always JSON", e);
    }
  }

  /**
   * Reads the state of a checkpoint.
   *
   * @param newest the newest version that is known
   */
  public static <T extends State> T read(Path folder, Class<T> type, int newest) {
    Path file = folder.resolve(NAME);
    try {
      T state = JSON.readValue(file.toFile(), type);
      if (state.version() > newest) {
        throw UserException.data(file + ": is of a newer version; use a newer translate-nas");
      }
      return state;
    } catch (JsonProcessingException e) {
      throw UserException.data(file + ": is damaged; remove this checkpoint to go on from another");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
