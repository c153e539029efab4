package org.translatenas.translate.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.translatenas.reversible.Precision;
import org.translatenas.training.UserException;
import org.translatenas.training.config.ConfigWriter;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.run.ResumeCheck;
import org.translatenas.training.run.RunLock;
import org.translatenas.translate.config.RuntimeConfig.Format;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.process.Machine;

/**
 * How a run begins, or goes on: configuration and inputs must be those of the run in its folder, if
 * there is one. Nothing is written before {@link #begin}, so that a run which is refused for
 * another reason has not begun, and may be tried again with other settings.
 *
 * @param folder of the run
 * @param config with the precision that the run has, where {@code auto} was asked for: a run goes
 *     on in the one that it began with, whatever is faster where it goes on
 * @param inputs that the run reads
 * @param precision what models are to be made in
 * @param goesOn whether the run had begun before
 */
public record RunStart(
    Path folder, TranslateConfig config, RunInputs inputs, Precision precision, boolean goesOn) {
  private static final String CONFIG = "config.yaml";

  /**
   * Checks.
   *
   * @param folder of the run
   * @param free keys, or sections, that may change when a run goes on
   * @param line takes the line that says which settings hold, and before it one with those that
   *     have changed since the run began
   */
  public static RunStart of(
      Path folder,
      TranslateConfig config,
      RunInputs inputs,
      Set<String> free,
      Consumer<String> line) {
    Path file = folder.resolve(CONFIG);
    boolean goesOn = Files.exists(file);
    Optional<Format> begun = Optional.empty();
    if (goesOn) {
      String before = read(file);
      begun = precision(file, before);
      boolean auto = config.runtime().precision() == Format.AUTO;
      TranslateConfig now = auto && begun.isPresent() ? config.with(begun.get()) : config;
      List<String> changed = ResumeCheck.same(file, before, ConfigWriter.toYaml(now), free);
      if (!changed.isEmpty()) {
        line.accept("going on with " + String.join("; ", changed));
      }
      inputs.check(folder);
    }
    Precision precision = Machine.begin(config.runtime(), begun, line);
    TranslateConfig settled = config.with(precision.mixed() ? Format.BFLOAT16 : Format.FLOAT32);
    return new RunStart(folder, settled, inputs, precision, goesOn);
  }

  /** Writes what was checked into the folder, and keeps other processes out of it. */
  public RunLock begin() {
    RunLock lock = RunLock.hold(folder);
    try {
      if (!goesOn && Files.exists(folder.resolve(CONFIG))) {
        throw UserException.usage(
            folder + ": another process has just begun a run there; choose another --output");
      }
      AtomicFiles.write(folder.resolve(CONFIG), ConfigWriter.toYaml(config));
      inputs.write(folder);
      return lock;
    } catch (UserException e) {
      lock.close();
      throw e;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw UserException.unreadable(file, e);
    }
  }

  private static Optional<Format> precision(Path file, String yaml) {
    return ResumeCheck.value(file, yaml, "runtime.precision")
        .map(text -> Format.valueOf(text.toUpperCase(Locale.ROOT)));
  }
}
