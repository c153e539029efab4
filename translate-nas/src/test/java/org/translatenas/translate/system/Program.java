package org.translatenas.translate.system;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.translate.cli.TranslateNas;

/**
 * The program as a person starts it: a process of its own, with its standard streams and its exit
 * code.
 */
final class Program {
  private final Path folder;

  /** A program that is started in {@code folder}. */
  Program(Path folder) {
    this.folder = folder;
  }

  /** How a process ended. */
  record Result(int exitCode, String out, String err) {}

  /** Runs {@code translate-nas ARGUMENTS < input}; an input of null is empty. */
  Result run(String input, String... arguments) throws IOException, InterruptedException {
    return run(input, Files.createTempFile(folder, "out", ".txt").toFile(), arguments);
  }

  /** The same with standard output in {@code out}; the result has its content if it is a file. */
  Result run(String input, File out, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                TranslateNas.class.getName()));
    command.addAll(List.of(arguments));
    File in = Files.createTempFile(folder, "in", ".txt").toFile();
    File err = Files.createTempFile(folder, "err", ".txt").toFile();
    Files.writeString(in.toPath(), input == null ? "" : input);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in)
            .redirectOutput(out)
            .redirectError(err)
            .start();
    int exitCode = process.waitFor();
    return new Result(
        exitCode,
        out.isFile() ? Files.readString(out.toPath(), StandardCharsets.UTF_8) : "",
        Files.readString(err.toPath(), StandardCharsets.UTF_8));
  }
}
