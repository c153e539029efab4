package org.translatenas.translate.benchmark;

import java.util.concurrent.Callable;
import org.translatenas.translate.cli.Program;
import org.translatenas.translate.cli.UsageErrors;
import org.translatenas.translate.cli.UserErrors;
import picocli.CommandLine;

/** What every benchmark's {@code main} does. */
final class BenchmarkMain {
  private BenchmarkMain() {}

  /** Runs the command and ends the process: one line for what a person can mend. */
  static void run(Callable<Integer> benchmark, String... arguments) {
    CommandLine command = new CommandLine(benchmark).setUsageHelpAutoWidth(true);
    command.setParameterExceptionHandler(new UsageErrors());
    command.setExecutionExceptionHandler(new UserErrors(command.getCommandName()));
    Program.run(command, arguments);
  }
}
