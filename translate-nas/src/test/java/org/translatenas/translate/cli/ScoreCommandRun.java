package org.translatenas.translate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.translate.testset.TestSets;
import picocli.CommandLine;

/** Runs {@code score} on two lines of translations and of references. */
abstract class ScoreCommandRun {
  @TempDir Path folder;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  Path hypothesis;
  Path reference;

  @BeforeEach
  void write() throws IOException {
    hypothesis = folder.resolve("hyp.txt");
    reference = folder.resolve("ref.txt");
    Files.writeString(hypothesis, "the cat sat on the mat\nÜber Öl .\n");
    Files.writeString(reference, "The cat sat on the mat\nüber öl.\n");
  }

  String score(String... arguments) {
    return score(TestSets.published(), arguments);
  }

  String score(TestSets sets, String... arguments) {
    ScoreCommand command = new ScoreCommand(() -> sets);
    CommandLine line =
        new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    line.parseArgs(arguments);
    assertThat(command.call()).isZero();
    return out.toString();
  }

  String scoreFiles(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = reference.toString();
    arguments[1] = "-i";
    arguments[2] = hypothesis.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return score(arguments);
  }

  String scoreInput(String input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return score(arguments);
    } finally {
      System.setIn(before);
    }
  }
}
