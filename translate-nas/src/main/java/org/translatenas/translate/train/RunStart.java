package org.translatenas.translate.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.translatenas.reversible.Precision;
import org.translatenas.training.config.ConfigWriter;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.run.ResumeCheck;
import org.translatenas.translate.config.RuntimeConfig.Format;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.process.Machine;

/**
 * How a run begins, or goes on: its folder's {@code config.yaml} is written, or must be that of the
 * run which goes on.
 *
 * @param config with the precision that the run has, where {@code auto} was asked for: a run goes
 *     on in the one that it began with, whatever is faster where it goes on
 * @param precision what models are to be made in
 */
public record RunStart(TranslateConfig config, Precision precision) {
  /**
   * Begins; when it throws, the folder is as it was.
   *
   * @param file the run's {@code config.yaml}
   * @param free keys, or sections, that may change when a run goes on
   * @param line takes the line that says which settings hold
   */
  public static RunStart of(
      Path file, TranslateConfig config, Set<String> free, Consumer<String> line) {
    try {
      Optional<Format> begun = Optional.empty();
      if (Files.exists(file)) {
        String before = Files.readString(file);
        begun = precision(before);
        boolean auto = config.runtime().precision() == Format.AUTO;
        TranslateConfig now = auto && begun.isPresent() ? config.with(begun.get()) : config;
        ResumeCheck.same(file, before, ConfigWriter.toYaml(now), free);
      }
      Precision precision = Machine.begin(config.runtime(), begun, line);
      TranslateConfig settled = config.with(precision.mixed() ? Format.BFLOAT16 : Format.FLOAT32);
      Files.createDirectories(file.toAbsolutePath().getParent());
      AtomicFiles.write(file, ConfigWriter.toYaml(settled));
      return new RunStart(settled, precision);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Format> precision(String yaml) {
    return ResumeCheck.value(yaml, "runtime.precision")
        .map(text -> Format.valueOf(text.toUpperCase(Locale.ROOT)));
  }
}
