package org.translatenas.translate.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Precision;
import org.translatenas.reversible.Profile;
import org.translatenas.reversible.Seeds;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.reversible.Wants;
import org.translatenas.training.UserException;
import org.translatenas.training.log.MetricsLog;
import org.translatenas.training.log.PeakMemory;
import org.translatenas.training.log.Progress;
import org.translatenas.training.optimiser.Adam;
import org.translatenas.training.optimiser.AdamSettings;
import org.translatenas.training.run.Checkpoint;
import org.translatenas.training.run.Checkpoints;
import org.translatenas.training.run.Pause;
import org.translatenas.training.schedule.EarlyStopping;
import org.translatenas.training.schedule.InverseSqrtSchedule;
import org.translatenas.training.schedule.LearningRateSchedule;
import org.translatenas.translate.config.RuntimeConfig;
import org.translatenas.translate.config.TrainConfig;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.data.BatchStream;
import org.translatenas.translate.data.BatchWaits;
import org.translatenas.translate.data.DataPosition;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.data.ParallelCorpus;
import org.translatenas.translate.data.SubwordRegularisation;
import org.translatenas.translate.data.TokenBatcher;
import org.translatenas.translate.gradient.Backpropagation;
import org.translatenas.translate.gradient.BatchLoss;
import org.translatenas.translate.model.ModelFactory;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.TranslationModel;

/**
 * Trains a model: Adam with inverse-square-root rate, label smoothing, clipping, accumulation,
 * validation, early stopping, checkpoints. A run whose folder holds checkpoints goes on from the
 * latest intact one.
 */
public final class Trainer implements AutoCloseable {
  private final TrainConfig config;
  private final RuntimeConfig runtime;
  private final Path run;
  private final Marks marks;
  private final Optional<SubwordRegularisation> regularisation;
  private final ToDoubleFunction<TranslationModel> bleu;
  private final Validation validation;
  private final TranslationModel model;
  private final Adam optimiser;
  private final LearningRateSchedule schedule;
  private final EarlyStopping stopping;
  private final Checkpoints checkpoints;
  private final TokenBatcher batcher;
  private final Backpropagation backpropagation;

  /**
   * A run in the folder {@code run}.
   *
   * @param precision what the model is made in
   * @param regularisation how training sentences are cut anew
   * @param backpropagation the way to the gradients
   * @param bleu translates a part of the validation set; NaN when it does not
   */
  public Trainer(
      ModelSpec spec,
      Precision precision,
      TrainConfig config,
      RuntimeConfig runtime,
      ParallelCorpus train,
      ParallelCorpus valid,
      Marks marks,
      Optional<SubwordRegularisation> regularisation,
      Path run,
      Backpropagation backpropagation,
      ToDoubleFunction<TranslationModel> bleu) {
    this.config = config;
    this.runtime = runtime;
    this.run = run;
    this.marks = marks;
    this.regularisation = regularisation;
    this.backpropagation = backpropagation;
    this.bleu = bleu;
    long seed = runtime.seed();
    batcher = new TokenBatcher(train, config.maxTokensPerBatch(), Seeds.named(seed, "data-order"));
    validation = new Validation(valid, marks, config.maxTokensPerBatch());
    model = ModelFactory.create(spec, precision, Seeds.named(seed, "initialisation"));
    optimiser =
        new Adam(
            model.parameters(),
            new AdamSettings(
                config.beta1(), config.beta2(), config.epsilon(), config.weightDecay()));
    schedule = new InverseSqrtSchedule(config.rate(), config.warmupUpdates());
    stopping = new EarlyStopping(config.patience(), 0, EarlyStopping.Direction.MIN);
    checkpoints =
        new Checkpoints(
            run.resolve("checkpoints"),
            config.keepLast(),
            config.keepBest(),
            EarlyStopping.Direction.MIN);
  }

  /** The model; after {@link #run} with the weights that shall be used. */
  public TranslationModel model() {
    return model;
  }

  /** Trains until a limit is reached, and leaves the best or the averaged weights in the model. */
  public void run() {
    run(Pause.NEVER);
  }

  /** The same, unless {@code pause} ends the run at a validation for now. */
  public void run(Pause pause) {
    TrainingProgress start = resume();
    checkpoints
        .wantOfSpace(TrainingState.bytes(model.parameters()))
        .ifPresent(line -> System.err.println("warning: " + line));
    double waited;
    long update;
    try (MetricsLog log = MetricsLog.resume(run.resolve("train.jsonl"), "update", start.update());
        Progress progress =
            Progress.onStandardError("training", start.update(), config.maxUpdates());
        BatchStream batches =
            new BatchStream(
                batcher, marks, start.data(), runtime.prefetchBatches(), regularisation)) {
      update = new Loop(start, log, progress, batches).run(pause);
      waited = batches.waitedSeconds();
    }
    System.err.printf("waited %.1f s for batches%n", waited);
    finish(update);
  }

  private TrainingProgress resume() {
    Optional<Checkpoint> latest = checkpoints.latestValid();
    if (latest.isEmpty()) {
      return new TrainingProgress(0, DataPosition.START, stopping.state(), 0);
    }
    Path folder = latest.get().folder();
    TrainingState.read(folder, TrainingState.WEIGHTS, model.parameters(), optimiser);
    TrainingProgress progress = TrainingProgress.read(folder);
    stopping.restore(progress.stopping());
    System.err.printf(
        "going on at update %,d, epoch %d, batch %d%n",
        progress.update(), progress.data().epoch() + 1, progress.data().batch());
    return progress;
  }

  private void finish(long update) {
    int wanted = config.averageCheckpoints();
    List<Checkpoint> used =
        wanted > 0
            ? checkpoints.newestIntact(update, wanted)
            : checkpoints.best(update).stream().toList();
    if (used.isEmpty()) {
      throw UserException.data(
          run.resolve("checkpoints")
              + ": none is intact; restore one, or train with another --output");
    }
    if (used.size() < wanted) {
      System.err.printf(
          "averaged %d checkpoints, train.averageCheckpoints is %d%n", used.size(), wanted);
    }
    CheckpointAverage.fill(model.parameters(), used.stream().map(this::weights).toList());
  }

  private Path weights(Checkpoint checkpoint) {
    return TrainingState.weights(checkpoint.folder(), TrainingState.WEIGHTS);
  }

  @Override
  public void close() {
    optimiser.close();
    model.close();
  }

  /** The state of the loop between two updates. */
  private final class Loop {
    private final MetricsLog log;
    private final Progress progress;
    private final BatchStream batches;
    private final long dropout = Seeds.named(runtime.seed(), "dropout");
    private long update;
    private double seconds;
    private TrainingWindow window = new TrainingWindow();
    private final BatchWaits waits;

    Loop(TrainingProgress start, MetricsLog log, Progress progress, BatchStream batches) {
      this.log = log;
      this.progress = progress;
      this.batches = batches;
      this.update = start.update();
      this.waits = new BatchWaits(update, batches);
      this.seconds = start.seconds();
    }

    /** Returns the updates made. */
    long run(Pause pause) {
      boolean validated = true;
      while (!finished()) {
        long begin = System.nanoTime();
        step();
        seconds += (System.nanoTime() - begin) / 1e9;
        validated = false;
        if (update % config.logEveryUpdates() == 0) {
          logTraining();
        }
        Torch.profile().step();
        if (update % config.validateEveryUpdates() == 0) {
          Torch.profile().run(Profile.Part.BETWEEN, this::validate);
          validated = true;
          if (pause.due() && !finished()) {
            throw pause.at(update);
          }
        }
      }
      if (!validated) {
        Torch.profile().run(Profile.Part.BETWEEN, this::validate);
      }
      return update;
    }

    private boolean finished() {
      return update >= config.maxUpdates()
          || (config.maxSeconds() > 0 && seconds >= config.maxSeconds())
          || stopping.shouldStop();
    }

    private void step() {
      VocabularyLoss.Settings settings =
          new VocabularyLoss.Settings(config.labelSmoothing(), marks.padId());
      long begin = System.nanoTime();
      BatchLoss loss = BatchLoss.NONE;
      for (int i = 0; i < config.accumulate(); i++) {
        Batch batch = Torch.profile().time(Profile.Part.WAITING, batches::next);
        Noise noise = Noise.of(dropout, update + 1).at(i);
        loss = loss.plus(backpropagation.run(model, batch, settings, noise, Wants.WEIGHTS));
        window.padding(batch);
      }
      double norm =
          optimiser.step(schedule.rate(update + 1), 1.0 / loss.tokens(), config.clipNorm());
      Divergence.requireFinite("train", update + 1, loss.meanSmoothed(), norm);
      update++;
      window.add(loss, norm, (System.nanoTime() - begin) / 1e9);
      progress.update(update, window.text());
    }

    private void logTraining() {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("update", update);
      row.put("epoch", batches.position().epoch() + 1);
      row.putAll(window.row());
      row.put("batchWaitMillis", waits.takeMillis(update));
      row.put("rate", schedule.rate(update));
      row.put("seconds", seconds);
      row.put("peakMemoryBytes", PeakMemory.peakBytes());
      log.write(row);
      window = new TrainingWindow();
    }

    private void validate() {
      if (window.updates() > 0) {
        logTraining(); // its sums are in no checkpoint
      }
      BatchLoss loss = validation.run(model);
      double score = bleu.applyAsDouble(model);
      stopping.observe(loss.mean());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("update", update);
      row.put("validLoss", loss.mean());
      row.put("validPerplexity", Math.exp(loss.mean()));
      row.put("validBleu", score);
      row.put("seconds", seconds);
      log.write(row); // before the checkpoint: a run that goes on cuts what it has not
      checkpoints.save(
          update,
          loss.mean(),
          folder -> {
            TrainingState.write(folder, TrainingState.WEIGHTS, model.parameters(), optimiser);
            StateFile.write(
                folder,
                new TrainingProgress(update, batches.position(), stopping.state(), seconds));
          });
      System.err.printf(
          "%nupdate %,d: valid loss %.3f, perplexity %.2f%s, %.0f s of training%n",
          update,
          loss.mean(),
          Math.exp(loss.mean()),
          Double.isNaN(score) ? "" : ", BLEU %.1f".formatted(score),
          seconds);
    }
  }
}
