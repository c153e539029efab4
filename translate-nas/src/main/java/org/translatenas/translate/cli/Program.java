package org.translatenas.translate.cli;

import java.util.Locale;
import picocli.CommandLine;

/** What every {@code main} does with its command. */
public final class Program {
  private Program() {}

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
