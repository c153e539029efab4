package org.translatenas.translate.train;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.training.files.TensorFiles;
import org.translatenas.training.optimiser.Adam;

/**
 * Tensors of a run in a checkpoint's folder: {@code NAME.safetensors} and {@code
 * NAME.optimiser.safetensors}.
 */
public final class TrainingState {
  /** The name of a training run's weights. */
  static final String WEIGHTS = "weights";

  private static final String UPDATES = "updates";

  private TrainingState() {}

  /** Writes weights and optimiser. */
  public static void write(Path folder, String name, ParameterSet parameters, Adam optimiser) {
    TensorFiles.write(weights(folder, name), TensorFiles.named(parameters), Map.of());
    TensorFiles.write(
        folder.resolve(name + ".optimiser.safetensors"),
        moments(optimiser),
        Map.of(UPDATES, Long.toString(optimiser.updates())));
  }

  /** Fills weights and optimiser. */
  public static void read(Path folder, String name, ParameterSet parameters, Adam optimiser) {
    TensorFiles.read(weights(folder, name), TensorFiles.named(parameters));
    Map<String, String> metadata =
        TensorFiles.read(folder.resolve(name + ".optimiser.safetensors"), moments(optimiser));
    optimiser.restoreUpdates(Long.parseLong(metadata.get(UPDATES)));
  }

  /** The file of the weights. */
  public static Path weights(Path folder, String name) {
    return folder.resolve(name + ".safetensors");
  }

  private static Map<String, NDArray> moments(Adam optimiser) {
    Map<String, NDArray> moments = new LinkedHashMap<>();
    moments.put("moment1", optimiser.moment1());
    moments.put("moment2", optimiser.moment2());
    return moments;
  }
}
