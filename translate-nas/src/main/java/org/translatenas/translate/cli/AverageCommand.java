package org.translatenas.translate.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.translatenas.translate.process.Libtorch;
import org.translatenas.translate.train.ModelAverage;
import org.translatenas.translate.train.ModelAverage.Choice;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code translate-nas average RUN}: several checkpoints become one model. */
@Command(
    name = "average",
    description =
        "Averages the weights of checkpoints of a finished training run and writes a model folder.",
    mixinStandardHelpOptions = true)
final class AverageCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The folder of a training run.")
  private Path run;

  @ArgGroup(multiplicity = "1")
  private Which which;

  /** Exactly one of the two. */
  static final class Which {
    @Option(names = "--last", paramLabel = "N", description = "The N newest checkpoints.")
    private Integer last;

    @Option(
        names = "--best",
        paramLabel = "N",
        description = "The N checkpoints with the lowest validation loss.")
    private Integer best;
  }

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "The model folder to write; a model that is there is replaced.")
  private Path output;

  @Override
  public Integer call() {
    Libtorch.start();
    List<Long> updates =
        which.last != null
            ? ModelAverage.write(run, Choice.LAST, which.last, output)
            : ModelAverage.write(run, Choice.BEST, which.best, output);
    spec.commandLine()
        .getErr()
        .printf("averaged the checkpoints at updates %s%nwrote %s%n", updates, output);
    return 0;
  }
}
