package org.translatenas.translate.cli;

import java.io.PrintWriter;
import org.translatenas.training.UserException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * One line for what a person can mend, with its exit code; a stack trace for what only we can.
 *
 * @param program what the line begins with
 */
public record UserErrors(String program) implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed)
      throws Exception {
    if (!(exception instanceof UserException mendable)) {
      throw exception;
    }
    PrintWriter err = command.getErr();
    err.println(program + ": " + mendable.getMessage());
    err.flush();
    return mendable.exitCode();
  }
}
