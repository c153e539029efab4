package org.translatenas.translate.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.train.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code translate-nas train}: a prepared corpus becomes a model. */
@Command(
    name = "train",
    description =
        "Trains a model on a prepared corpus and writes it into OUTPUT/model. A run that was stopped"
            + " goes on when the same command is given again.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Mixin private ConfigOptions config;

  @Mixin private RunFolders folders;

  @Option(
      names = "--architecture",
      paramLabel = "NAME|FILE",
      description =
          "transformer, evolved-transformer, or an architecture.json that search has written;"
              + " short for --set model.architecture=…")
  private String architecture;

  @Override
  public Integer call() throws IOException {
    TranslateConfig read =
        config.read(
            architecture == null
                ? List.of()
                : List.of(ConfigReader.override("model.architecture", architecture)));
    PreparedCorpus corpus = folders.corpus();
    folders.run(() -> TrainingRun.run(read, corpus, folders.output(), folders.pause()));
    return 0;
  }
}
