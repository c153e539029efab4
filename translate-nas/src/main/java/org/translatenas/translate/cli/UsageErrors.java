package org.translatenas.translate.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Wrong usage in a few lines: what is wrong, what may have been meant, and where more stands. */
final class UsageErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    err.println(name.split(" ", 2)[0] + ": " + exception.getMessage());
    UnmatchedArgumentException.printSuggestions(exception, err);
    err.println("'" + name + " --help' lists the options");
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
