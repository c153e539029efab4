package org.translatenas.translate.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** What the programs have in common: how they report errors, and what their {@code main} does. */
public final class Program {
  private Program() {}

  /** A command line that says in a few lines what a person can mend. */
  public static CommandLine of(Callable<Integer> command) {
    CommandLine line = new CommandLine(command).setUsageHelpAutoWidth(true);
    return line.setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(new UserErrors(line.getCommandName()));
  }

  /** Runs the command and ends the process. */
  public static void run(CommandLine command, String... arguments) {
    Locale.setDefault(Locale.ROOT); // Messages are English, and so are the numbers in them.
    int exitCode;
    try {
      exitCode = command.execute(arguments);
    } catch (OutOfMemoryError e) {
      command
          .getErr()
          .printf(
              "%s: Java's memory is full (%s); give it more, as in TRANSLATE_NAS_HEAP=4g%n",
              command.getCommandName(), e.getMessage());
      command.getErr().flush();
      exitCode = 1;
    }
    System.exit(exitCode);
  }
}
