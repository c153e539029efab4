package org.translatenas.translate.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.translatenas.training.run.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command {@code translate-nas}. Exit codes: 0 done, 1 the input or the run failed, 2 wrong
 * usage, 3 a run that was to pause has paused.
 */
@Command(
    name = "translate-nas",
    description = "Searches, trains and runs sequence-to-sequence Transformers.",
    mixinStandardHelpOptions = true,
    versionProvider = TranslateNas.VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PrepareCommand.class,
      SearchCommand.class,
      TrainCommand.class,
      TranslateCommand.class,
      ScoreCommand.class,
      ShowCommand.class,
      AverageCommand.class,
      TokenizeCommand.class,
      DetokenizeCommand.class,
      TrainTokenizerCommand.class,
      ExportVocabularyCommand.class
    })
public final class TranslateNas implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    Program.run(commandLine(), arguments);
  }

  /** The command with its subcommands and its way to report errors. */
  public static CommandLine commandLine() {
    CommandLine commandLine = Program.of(new TranslateNas());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    // An option that is not known is no file behind "-i FILE" or "--model DIR".
    for (String name : List.of("score", "translate", "search")) {
      commandLine.getSubcommands().get(name).setUnmatchedOptionsAllowedAsOptionParameters(false);
    }
    // Of an option that is given twice the last counts, as with sacreBLEU.
    commandLine.getSubcommands().get("score").setOverwrittenOptionsAllowed(true);
    return commandLine;
  }

  /** What {@code --version} prints. */
  static final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"translate-nas " + Version.current()};
    }
  }
}
