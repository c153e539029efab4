package org.translatenas.translate.train;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
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
    Map<String, String> updates = Map.of(UPDATES, Long.toString(optimiser.updates()));
    Scope.run(
        () ->
            TensorFiles.write(
                folder.resolve(name + ".optimiser.safetensors"),
                moments(parameters, optimiser),
                updates));
  }

  /** Fills weights and optimiser. */
  public static void read(Path folder, String name, ParameterSet parameters, Adam optimiser) {
    TensorFiles.read(weights(folder, name), TensorFiles.named(parameters));
    Scope.run(
        () -> {
          Map<String, String> metadata =
              TensorFiles.read(
                  folder.resolve(name + ".optimiser.safetensors"), moments(parameters, optimiser));
          optimiser.restoreUpdates(Long.parseLong(metadata.get(UPDATES)));
        });
  }

  /** Bytes that weights and optimiser take on the disk. */
  public static long bytes(ParameterSet parameters) {
    NDArray values = parameters.values();
    return 3 * values.size() * values.getDataType().getNumOfBytes();
  }

  /** The file of the weights. */
  public static Path weights(Path folder, String name) {
    return folder.resolve(name + ".safetensors");
  }

  /** By parameters: one tensor of all moments may be larger than a file's tensors can be. */
  private static Map<String, NDArray> moments(ParameterSet parameters, Adam optimiser) {
    Map<String, NDArray> moments = new LinkedHashMap<>();
    parameters
        .parts(optimiser.moment1())
        .forEach((name, part) -> moments.put("moment1." + name, part));
    parameters
        .parts(optimiser.moment2())
        .forEach((name, part) -> moments.put("moment2." + name, part));
    return moments;
  }
}
