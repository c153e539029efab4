package org.translatenas.translate.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.translatenas.bilevel.Memory;
import org.translatenas.bilevel.SearchCheckpoints;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Profile;
import org.translatenas.reversible.Torch;
import org.translatenas.training.run.Checkpoint;
import org.translatenas.training.run.Checkpoints;
import org.translatenas.training.run.Pause;
import org.translatenas.training.schedule.EarlyStopping;
import org.translatenas.translate.config.SearchConfig;
import org.translatenas.translate.train.StateFile;
import org.translatenas.translate.train.TrainingState;

/** The checkpoints of a search in its run's folder, and the scores of {@link DrawScores}. */
final class SearchCheckpointFolder implements SearchCheckpoints, AutoCloseable {
  private static final int KEEP = 2;

  private final Checkpoints checkpoints;
  private final Optional<Checkpoint> latest;
  private final SearchProgress start;
  private final SearchConfig search;
  private final Pause pause;
  private final Path drawFile;
  private DrawScores draws;
  private LongFunction<SearchProgress> progress;

  /**
   * The folder {@code checkpoints} of {@code run}.
   *
   * @param search says how often; at the end of a search its state is kept in any case
   * @param pause where the search stops for now, with its state kept
   */
  SearchCheckpointFolder(Path run, SearchConfig search, Pause pause) {
    checkpoints = new Checkpoints(run.resolve("checkpoints"), KEEP, 0, EarlyStopping.Direction.MIN);
    latest = checkpoints.latestValid();
    SearchProgress kept =
        latest.map(c -> SearchProgress.read(c.folder())).orElse(SearchProgress.START);
    drawFile = run.resolve("draws.jsonl");
    draws = new DrawScores(drawFile, kept.update(), search.updates());
    start = kept.withSeconds(Math.max(kept.seconds(), draws.seconds()));
    this.search = search;
    this.pause = pause;
  }

  /** Where the search begins. */
  SearchProgress start() {
    return start;
  }

  /** The supernet's weights as they were kept last; empty before the first checkpoint. */
  Optional<Path> weights() {
    return latest.map(checkpoint -> TrainingState.weights(checkpoint.folder(), "weights"));
  }

  /** Says so where the disk has no room for all that will be kept of {@code weights}. */
  Optional<String> wantOfSpace(ParameterSet weights) {
    return checkpoints.wantOfSpace(TrainingState.bytes(weights));
  }

  /** Says where the search stands after an update. */
  void progress(LongFunction<SearchProgress> now) {
    progress = now;
  }

  @Override
  public long restore(List<Part> parts, List<Memory> memories) {
    latest.ifPresent(
        checkpoint -> {
          parts.forEach(
              part ->
                  TrainingState.read(
                      checkpoint.folder(), part.name(), part.parameters(), part.optimiser()));
          MethodMemory.read(checkpoint.folder(), memories);
        });
    return start.update();
  }

  /** Only where a row of the log has just been written, as at the end: its sums are not kept. */
  private boolean due(long update, boolean pauses) {
    long line = search.logEveryUpdates();
    long every = search.checkpointEveryUpdates();
    return update % line == 0 && (pauses || update / every > (update - line) / every);
  }

  @Override
  public void after(long update, boolean ends, List<Part> parts, List<Memory> memories) {
    boolean pauses = !ends && pause.due();
    if (!ends && !due(update, pauses)) {
      return;
    }
    Torch.profile().run(Profile.Part.BETWEEN, () -> save(update, parts, memories));
    if (pauses) {
      throw pause.at(update);
    }
  }

  private void save(long update, List<Part> parts, List<Memory> memories) {
    checkpoints.save(
        update,
        Double.NaN,
        folder -> {
          for (Part part : parts) {
            TrainingState.write(folder, part.name(), part.parameters(), part.optimiser());
          }
          MethodMemory.write(folder, memories);
          StateFile.write(folder, progress.apply(update));
        });
  }

  @Override
  public List<Double> scores(long updates) {
    if (draws.update() != updates) {
      draws = new DrawScores(drawFile, updates, search.updates());
    }
    return List.copyOf(draws.scores());
  }

  @Override
  public void scored(long updates, double score) {
    draws.add(score, progress.apply(updates).seconds());
    if (pause.due()) {
      throw pause.at(updates);
    }
  }

  @Override
  public void close() {
    draws.close();
  }
}
