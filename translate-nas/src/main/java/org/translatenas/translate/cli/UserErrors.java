package org.translatenas.translate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.translatenas.training.UserException;
import org.translatenas.translate.process.Libtorch;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * One line for what a person can mend, with its exit code, files that the system refuses included;
 * a stack trace for what only we can.
 *
 * @param program what the line begins with
 */
record UserErrors(String program) implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed)
      throws Exception {
    UserException mendable = mendable(exception);
    if (mendable == null) {
      throw exception;
    }
    return say(mendable, command);
  }

  /** Prints the line, and returns the exit code. */
  int say(UserException mendable, CommandLine command) {
    PrintWriter err = command.getErr();
    err.println(program + ": " + mendable.getMessage());
    err.flush();
    return mendable.exitCode();
  }

  /** Java's own memory is full. */
  static UserException fullHeap(OutOfMemoryError error) {
    return UserException.data(
        "Java's memory is full (%s); give it more, as in TRANSLATE_NAS_HEAP=4g"
            .formatted(error.getMessage()));
  }

  private static UserException mendable(Exception exception) {
    if (exception instanceof UserException mendable) {
      return mendable;
    }
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError full) { // of another thread
        return fullHeap(full);
      }
    }
    Optional<String> memory = Libtorch.wantOfMemory(exception);
    if (memory.isPresent()) {
      return UserException.data(
          "not enough memory (%s); search and train can go on with backpropagation=reversible or"
                  .formatted(memory.get())
              + " checkpointed, or begin in another --output with a lower maxTokensPerBatch; lower"
              + " decode.batchTokens to translate");
    }
    Throwable refused =
        exception instanceof UncheckedIOException ? exception.getCause() : exception;
    boolean file = refused instanceof IOException && !(refused instanceof JsonProcessingException);
    return file
        ? UserException.data(
            "a file cannot be read or written (%s); check its path, its permissions and the free"
                    .formatted(refused)
                + " space")
        : null;
  }
}
