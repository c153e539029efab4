package org.translatenas.translate.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.translatenas.training.UserException;
import org.translatenas.translate.process.StandardOutput;
import picocli.CommandLine;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** What the programs have in common: how they report errors, and what their {@code main} does. */
public final class Program {
  /** The system property with the number of a process without which this one has no use. */
  public static final String PARENT = "org.translatenas.parent";

  private static final int TERMINATED = 143;
  private static final Set<String> TRUE = Set.of("1", "t", "true", "y", "yes");
  private static final Set<String> FALSE = Set.of("0", "f", "false", "n", "no");

  private Program() {}

  /** A command line that says in a few lines what a person can mend. */
  public static CommandLine of(Callable<Integer> command) {
    CommandLine line =
        new CommandLine(command)
            .setUsageHelpAutoWidth(true)
            .setExpandAtFiles(false); // @@ is a usual symbol of tokenizers, and no file's name
    UserErrors errors = new UserErrors(line.getCommandName());
    return line.registerConverter(Path.class, Program::path)
        .registerConverter(Boolean.class, Program::truth)
        .registerConverter(Boolean.TYPE, Program::truth)
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler(errors)
        .setExecutionStrategy(
            parsed -> {
              try {
                return new RunLast().execute(parsed);
              } catch (UserException e) { // not of a command: its help could not be written
                return errors.say(e, line);
              }
            });
  }

  /** As SentencePiece's tools read it. */
  private static Boolean truth(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (TRUE.contains(lower)) {
      return true;
    }
    if (FALSE.contains(lower)) {
      return false;
    }
    throw new TypeConversionException("'" + text + "' is neither true nor false");
  }

  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("a path must not be empty");
    }
    return Path.of(text);
  }

  /** Runs the command and ends the process. Texts and drawings are UTF-8 whatever the locale. */
  public static void run(CommandLine command, String... arguments) {
    Locale.setDefault(Locale.ROOT); // Messages are English, and so are the numbers in them.
    command.setOut(utf8(new StandardOutput())).setErr(utf8(System.err));
    endWithParent();
    int exitCode;
    try {
      exitCode = command.execute(arguments);
    } catch (OutOfMemoryError e) {
      UserException mendable = UserErrors.fullHeap(e);
      command.getErr().println(command.getCommandName() + ": " + mendable.getMessage());
      command.getErr().flush();
      exitCode = mendable.exitCode();
    }
    System.exit(exitCode);
  }

  private static PrintWriter utf8(OutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** A parent that is killed cannot end its children; what they keep is safe at any moment. */
  private static void endWithParent() {
    Long parent = Long.getLong(PARENT);
    if (parent != null) {
      ProcessHandle.of(parent)
          .map(ProcessHandle::onExit)
          .orElseGet(() -> CompletableFuture.completedFuture(null))
          .thenRun(() -> Runtime.getRuntime().halt(TERMINATED));
    }
  }
}
