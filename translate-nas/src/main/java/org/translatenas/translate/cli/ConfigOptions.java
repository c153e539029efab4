package org.translatenas.translate.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.translate.config.TranslateConfig;
import picocli.CommandLine.Option;

/** The options of every command that takes a configuration. */
final class ConfigOptions {
  @Option(names = "--config", paramLabel = "FILE", description = "The YAML configuration.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key, such as train.rate=0.001; may be given several times.")
  private List<String> overrides = new ArrayList<>();

  /** Whether there is a file or an override. */
  boolean given() {
    return config != null || !overrides.isEmpty();
  }

  TranslateConfig read() {
    return read(List.of());
  }

  /** With overrides of the command's own, which win. */
  TranslateConfig read(List<String> more) {
    List<String> all = new ArrayList<>(overrides);
    all.addAll(more);
    return ConfigReader.read(TranslateConfig.class, config, all);
  }
}
