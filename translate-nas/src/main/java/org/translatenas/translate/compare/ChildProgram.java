package org.translatenas.translate.compare;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.training.UserException;
import org.translatenas.translate.cli.Program;
import org.translatenas.translate.cli.TranslateNas;

/**
 * {@code translate-nas} as a process of its own, so that its memory is its own, with this process's
 * Java and options. It ends with this process, however that ends.
 */
final class ChildProgram {
  private static final String OWN_LINE = "translate-nas: ";

  /** Exit codes above it say which signal ended a process. */
  private static final int SIGNALLED = 128;

  private ChildProgram() {}

  /**
   * How a command ended.
   *
   * @param exitCode of its process
   * @param lastWords what it said of that itself, or its exit code and the last that it said
   */
  record End(int exitCode, String lastWords) {}

  /**
   * Runs a command to its end.
   *
   * @param log takes what it prints, after what is there
   */
  static End run(Path log, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-D" + Program.PARENT + "=" + ProcessHandle.current().pid());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TranslateNas.class.getName());
    command.addAll(arguments);
    File out = log.toFile();
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      int before = Files.exists(log) ? Math.toIntExact(Files.size(log)) : 0;
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(out))
              .start();
      Thread end = new Thread(process::destroy);
      Runtime.getRuntime().addShutdownHook(end);
      try {
        int exitCode = process.waitFor();
        byte[] all = Files.readAllBytes(log);
        String said = new String(all, before, all.length - before, StandardCharsets.UTF_8);
        return new End(exitCode, lastWords(exitCode, said));
      } finally {
        Runtime.getRuntime().removeShutdownHook(end);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.data("interrupted; the same command goes on");
    }
  }

  /** Its own line, which a process that was killed has not, or else what is known. */
  static String lastWords(int exitCode, String said) {
    List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
    return lines.stream()
        .filter(line -> line.startsWith(OWN_LINE))
        .reduce((first, second) -> second)
        .map(line -> line.substring(OWN_LINE.length()))
        .orElseGet(
            () ->
                "ended with exit code %d%s, and last said: %s"
                    .formatted(
                        exitCode,
                        exitCode > SIGNALLED
                            ? " (signal %d; 9 is often for want of memory)"
                                .formatted(exitCode - SIGNALLED)
                            : "",
                        lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1)));
  }
}
