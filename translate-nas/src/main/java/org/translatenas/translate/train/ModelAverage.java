package org.translatenas.translate.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.run.Checkpoint;
import org.translatenas.training.run.Checkpoints;
import org.translatenas.training.schedule.EarlyStopping.Direction;
import org.translatenas.translate.model.ModelFolder;

/** A model whose weights are the mean of some checkpoints of a finished training run. */
public final class ModelAverage {
  /** Which checkpoints. */
  public enum Choice {
    /** The newest. */
    LAST,
    /** Those with the lowest validation loss. */
    BEST
  }

  private ModelAverage() {}

  /**
   * Averages {@code count} checkpoints of {@code run} into the model folder {@code output}.
   *
   * @return the updates after which they were taken, in the order of the choice
   */
  public static List<Long> write(Path run, Choice choice, int count, Path output) {
    List<Checkpoint> chosen = choose(run, choice, count);
    Path model = run.resolve("model");
    AtomicFiles.recoverFolder(model);
    if (!Files.isDirectory(model)) {
      throw UserException.usage(
          run + ": has no model yet; start the same train again and let it finish");
    }
    chosen.forEach(Checkpoints::requireIntact);
    List<Long> updates = chosen.stream().map(Checkpoint::update).toList();
    try (ModelFolder folder = ModelFolder.open(model)) {
      CheckpointAverage.fill(
          folder.model().parameters(),
          chosen.stream()
              .map(each -> TrainingState.weights(each.folder(), TrainingState.WEIGHTS))
              .toList());
      String names = updates.stream().map(String::valueOf).collect(Collectors.joining(", "));
      folder.writeTo(output, "weights: the mean of the checkpoints at updates " + names);
    }
    return updates;
  }

  private static List<Checkpoint> choose(Path run, Choice choice, int count) {
    Path folder = run.resolve("checkpoints");
    if (!Files.isDirectory(folder)) {
      throw UserException.usage(run + ": is not a training run; name the --output of train");
    }
    Checkpoints checkpoints = new Checkpoints(folder, 1, 0, Direction.MIN);
    List<Checkpoint> all =
        switch (choice) {
          case LAST -> checkpoints.all();
          case BEST -> checkpoints.byScore();
        };
    if (count < 1 || count > all.size()) {
      throw UserException.usage(
          "%s: has %d checkpoints to average, not %d; train.keepLast and train.keepBest say how many stay"
              .formatted(folder, all.size(), count));
    }
    return all.subList(0, count);
  }
}
