package org.translatenas.translate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translatenas.training.UserException;
import org.translatenas.training.run.Version;
import picocli.CommandLine;

class ScoreCommandTest {
  private static final String VERSION = "translate-nas." + Version.current();

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path hypothesis;
  private Path reference;

  @BeforeEach
  void write() throws IOException {
    hypothesis = folder.resolve("hyp.txt");
    reference = folder.resolve("ref.txt");
    Files.writeString(hypothesis, "the cat sat on the mat\nÜber Öl .\n");
    Files.writeString(reference, "The cat sat on the mat\nüber öl.\n");
  }

  private String score(String... arguments) {
    ScoreCommand command = new ScoreCommand();
    CommandLine line =
        new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    line.parseArgs(arguments);
    assertThat(command.call()).isZero();
    return out.toString();
  }

  private String scoreFiles(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = reference.toString();
    arguments[1] = "-i";
    arguments[2] = hypothesis.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return score(arguments);
  }

  @Test
  void printsJsonAsSacrebleu() {
    assertThat(scoreFiles())
        .isEqualTo(
            """
            {
             "name": "BLEU",
             "score": 62.5,
             "signature": "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:%1$s",
             "verbose_score": "66.7/57.1/60.0/66.7 (BP = 1.000 ratio = 1.000 hyp_len = 9 ref_len = 9)",
             "nrefs": "1",
             "case": "mixed",
             "eff": "no",
             "tok": "13a",
             "smooth": "exp",
             "version": "%1$s"
            }
            """
                .formatted(VERSION));
  }

  @Test
  void printsOneLineOfText() {
    assertThat(
            scoreFiles("-f", "text", "-w", "3", "-lc", "-tok", "intl", "-s", "add-k", "-sv", "2"))
        .isEqualTo(
            "BLEU|nrefs:1|case:lc|eff:no|tok:intl|smooth:add-k[2.00]|version:"
                + VERSION
                + " = 100.000 100.0/100.0/100.0/100.0"
                + " (BP = 1.000 ratio = 1.000 hyp_len = 9 ref_len = 9)\n");
  }

  @Test
  void printsSeveralMetricsAsAList() {
    assertThat(scoreFiles("-m", "bleu", "chrf", "ter"))
        .startsWith("[\n{\n \"name\": \"BLEU\",\n")
        .contains("\n},\n{\n \"name\": \"chrF2\",\n \"score\": 78.")
        .contains("\n},\n{\n \"name\": \"TER\",\n")
        .endsWith("\n}\n]\n");
  }

  @Test
  void passesEachMetricItsOptions() {
    assertThat(
            scoreFiles(
                "-f",
                "text",
                "-m",
                "chrf",
                "ter",
                "--chrf-word-order",
                "2",
                "--chrf-lowercase",
                "--ter-case-sensitive"))
        .isEqualTo(
            "chrF2++|nrefs:1|case:lc|eff:yes|nc:6|nw:2|space:no|version:%1$s = 100.0\n"
                    .formatted(VERSION)
                + "TER|nrefs:1|case:mixed|tok:tercom|norm:no|punct:yes|asian:no|version:%1$s = 50.0\n"
                    .formatted(VERSION));
  }

  @Test
  void saysHowSureAScoreIs() {
    assertThat(scoreFiles("-f", "text", "--confidence", "--confidence-n", "50"))
        .matches(
            "BLEU\\|nrefs:1\\|bs:50\\|seed:12345\\|rng:splittable\\|case:mixed.* = 62\\.5"
                + " \\(μ = [0-9.]+ ± [0-9.]+\\) 66\\.7/.*\n");
  }

  @Test
  void comparesSystemsInATable() throws IOException {
    Path other = folder.resolve("other.txt");
    Files.writeString(other, "the cat sat\nÜber Öl.\n");
    assertThat(scoreFiles(other.toString(), "-m", "bleu", "ter"))
        .startsWith("╒═")
        .contains("│ BLEU │ TER  │")
        .contains(hypothesis + " │ 62.5 │")
        .contains("\n - BLEU       nrefs:1|case:mixed");
  }

  @Test
  void testsSystemsAgainstTheFirst() throws IOException {
    Path other = folder.resolve("other.txt");
    Files.writeString(other, "the cat sat\nÜber Öl.\n");
    assertThat(scoreFiles(other.toString(), "-pbs", "-pbsn", "20", "-f", "json"))
        .contains("\"system\" : \"Baseline: " + hypothesis)
        .contains("\"p_value\" : null")
        .containsPattern("\"p_value\" : 0\\.[0-9]+")
        .containsPattern("\"ci\" : [0-9]+");
    out.getBuffer().setLength(0);
    assertThat(scoreFiles(other.toString(), "-par", "-parn", "20", "-f", "latex"))
        .startsWith("\\begin{tabular}{rc}\n\\toprule\n System & BLEU \\\\\n")
        .contains("(p = ")
        .contains("ar:20|seed:12345|rng:splittable");
  }

  @Test
  void abbreviatesTheSignature() {
    assertThat(scoreFiles("--format", "text", "--short"))
        .startsWith("BLEU|#:1|c:mixed|e:no|tok:13a|s:exp|v:" + VERSION + " = ");
  }

  @Test
  void printsTheNumberAloneFromStandardInput() throws IOException {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(Files.readAllBytes(hypothesis)));
    try {
      assertThat(score(reference.toString(), "-b", "-w", "2", "-m", "bleu")).isEqualTo("62.48\n");
    } finally {
      System.setIn(before);
    }
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -m=meteor | -m meteor: must be one of bleu, chrf, ter
          --chrf-char-order=0 | --chrf-char-order must be 1 or more, --chrf-word-order and --chrf-beta 0 or more
          -tok=13 | -tok 13: must be one of 13a, intl, char, zh, none
          -s=plus | -s plus: must be one of none, floor, add-k, exp
          -sv=0.5 | -sv 0.5: must be 0 or more, and goes with -s floor or -s add-k
          -f=latex | -f latex: must be one of json, text
          -pbs | --paired-bs and --paired-ar compare systems: give two files or more to -i
          -cin=0 | the number of samples must be 1 or more, not 0
          -w=-1 | -w -1: must be 0 or more
          """)
  void refusesAnUnknownOptionValue(String option, String message) {
    assertThatThrownBy(() -> scoreFiles("-m", "bleu", "chrf", option))
        .isInstanceOfSatisfying(UserException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
        .hasMessage(message);
  }
}
