package org.translatenas.translate.train;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.List;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.training.files.TensorFiles;

/**
 * The mean of the weights of several checkpoints, as usual for Transformers (Vaswani et al. 2017,
 * 6.1).
 */
public final class CheckpointAverage {
  private CheckpointAverage() {}

  /** Fills {@code parameters} with the mean of the weights in {@code files}, at least one. */
  public static void fill(ParameterSet parameters, List<Path> files) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("nothing to average");
    }
    Scope.run(
        () -> {
          NDArray sum = parameters.values().zerosLike();
          for (Path file : files) {
            TensorFiles.read(file, TensorFiles.named(parameters));
            sum.addi(parameters.values());
          }
          Torch.copy(sum.muli(1.0 / files.size()), parameters.values());
        });
  }
}
