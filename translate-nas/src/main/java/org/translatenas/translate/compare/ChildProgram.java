package org.translatenas.translate.compare;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.training.UserException;
import org.translatenas.translate.cli.TranslateNas;

/**
 * {@code translate-nas} as a process of its own, so that its memory is its own, with this process's
 * Java and options. It ends with this process.
 */
final class ChildProgram {
  private ChildProgram() {}

  /**
   * Runs a command to its end.
   *
   * @param log takes what it prints, after what is there
   * @return its exit code
   */
  static int run(Path log, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TranslateNas.class.getName());
    command.addAll(arguments);
    File out = log.toFile();
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(out))
              .start();
      Thread end = new Thread(process::destroy);
      Runtime.getRuntime().addShutdownHook(end);
      try {
        return process.waitFor();
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

  /** What a failed command says of itself: its own line, or the last one. */
  static String lastWords(Path log) {
    try {
      List<String> lines =
          Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
      return lines.stream()
          .filter(line -> line.startsWith("translate-nas: "))
          .reduce((first, second) -> second)
          .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1))
          .replaceFirst("^translate-nas: ", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
