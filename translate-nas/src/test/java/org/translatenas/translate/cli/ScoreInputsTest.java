package org.translatenas.translate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.translatenas.training.UserException;

/** Where {@code score} has translations and references from, and what it says of odd ones. */
class ScoreInputsTest extends ScoreCommandRun {
  @Test
  void printsTheNumberAloneFromStandardInput() throws IOException {
    String input = Files.readString(hypothesis);
    assertThat(scoreInput(input, reference.toString(), "-b", "-w", "2", "-m", "bleu"))
        .isEqualTo("62.48\n");
  }

  @Test
  void takesSeveralReferences() {
    assertThat(
            score(
                reference.toString(),
                hypothesis.toString(),
                "--input",
                hypothesis.toString(),
                "--score-only"))
        .isEqualTo("100.0\n");
  }

  @Test
  void takesSeveralSystemsFromStandardInput() {
    String input = "The cat sat on the mat\ta cat\nüber öl.\tüber öl\n";
    assertThat(scoreInput(input, reference.toString(), "-w", "0"))
        .contains("\"system\": \"System 1\",\n        \"BLEU\": \"100\"")
        .contains("\"system\": \"System 2\"");
    out.getBuffer().setLength(0);
    assertThat(scoreInput(input, reference.toString(), "-pbs", "-pbsn", "10"))
        .contains("\"system\": \"Baseline\",")
        .contains("\"system\": \"System 1\",");
    assertThatThrownBy(() -> scoreInput("a\tb\nc\n", reference.toString()))
        .hasMessage(
            "standard input:2: has 1 translations with tabs between, but the first line has 2");
  }

  @Test
  void takesReferencesWithTabsBetween() throws IOException {
    Files.writeString(reference, "no\tthe cat sat on the mat\nnein\tÜber Öl .\n");
    assertThat(scoreFiles("-nr", "2", "-f", "text"))
        .startsWith("BLEU|nrefs:2|")
        .contains("= 100.0 ");
    assertThatThrownBy(() -> scoreFiles("-nr", "3"))
        .hasMessage(reference + ":1: has 2 references with tabs between, not 3 as -nr says");
  }

  @Test
  void readsOtherEncodings() throws IOException {
    for (Path file : new Path[] {hypothesis, reference}) {
      Files.write(file, Files.readString(file).getBytes(StandardCharsets.ISO_8859_1));
    }
    assertThat(scoreFiles("-e", "latin-1", "-b")).isEqualTo("62.5\n");
  }

  @Test
  void warnsOfTokenizedInput() throws IOException {
    Files.writeString(hypothesis, "ein Haus .\n".repeat(100));
    Files.writeString(reference, "ein Haus.\n".repeat(100));
    scoreFiles();
    assertThat(err.toString())
        .isEqualTo(
            "warning: 100 lines end in a tokenized period (\" .\"), which lowers the score;"
                + " detokenize them, or give --force if they are meant to be so"
                + System.lineSeparator());
    err.getBuffer().setLength(0);
    scoreFiles("--force");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void refusesUnequalLengths() throws IOException {
    Files.writeString(hypothesis, "a\nb\nc");
    assertThatThrownBy(this::scoreFiles)
        .isInstanceOf(UserException.class)
        .hasMessage(
            "%s: has 3 lines, %s has 2; every line needs its reference, and only \\n ends a line",
            hypothesis, reference);
    Files.writeString(hypothesis, "");
    Files.writeString(reference, "");
    assertThatThrownBy(this::scoreFiles)
        .hasMessage(hypothesis + ": has no lines; give the translations to score");
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    Files.write(reference, "a\nü\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(this::scoreFiles)
        .isInstanceOfSatisfying(UserException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessageStartingWith(reference + ":2: is not UTF-8");
  }

  @Test
  void saysThatStandardInputCannotBeRead() {
    InputStream before = System.in;
    System.setIn(
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Is a directory");
          }
        });
    try {
      assertThatThrownBy(() -> score(reference.toString()))
          .isInstanceOf(UserException.class)
          .hasMessage("standard input: cannot be read (Is a directory); check where it comes from");
    } finally {
      System.setIn(before);
    }
  }
}
