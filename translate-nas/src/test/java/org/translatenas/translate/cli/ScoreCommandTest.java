package org.translatenas.translate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translatenas.training.UserException;
import org.translatenas.training.run.Version;
import picocli.CommandLine;

class ScoreCommandTest extends ScoreCommandRun {
  private static final String VERSION = "translate-nas." + Version.current();

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
            "          chrF2++|nrefs:1|case:lc|eff:yes|nc:6|nw:2|space:no|version:%1$s = 100.0\n"
                    .formatted(VERSION)
                + "TER|nrefs:1|case:mixed|tok:tercom|norm:no|punct:yes|asian:no|version:%1$s = 50.0\n"
                    .formatted(VERSION));
  }

  @Test
  void saysHowSureAScoreIs() {
    assertThat(scoreFiles("-f", "text", "--confidence", "--confidence-n", "50"))
        .matches(
            "BLEU\\|nrefs:1\\|bs:50\\|seed:12345\\|case:mixed.* = 62\\.5"
                + " \\(μ = [0-9.]+ ± [0-9.]+\\) 66\\.7/.*\n");
  }

  @Test
  void comparesSystemsInATable() throws IOException {
    Path other = folder.resolve("other.txt");
    Files.writeString(other, "the cat sat\nÜber Öl.\n");
    assertThat(scoreFiles(other.toString(), "-m", "ter", "bleu", "-f", "text"))
        .startsWith("╒═")
        .contains("│  BLEU  │  TER  │")
        .contains(hypothesis + " │  62.5  │ ")
        .contains(
            "╛\n\n-----------------\nMetric signatures\n-----------------\n"
                + " - BLEU       nrefs:1|case:mixed");
    out.getBuffer().setLength(0);
    assertThat(scoreFiles(other.toString()))
        .startsWith(
            "[\n    {\n        \"system\": \"%s\",\n        \"BLEU\": \"62.5\"\n    },\n"
                .formatted(hypothesis));
  }

  @Test
  void testsSystemsAgainstTheFirst() throws IOException {
    Path other = folder.resolve("other.txt");
    Files.writeString(other, "the cat sat\nÜber Öl.\n");
    assertThat(scoreFiles(other.toString(), "-pbs", "-pbsn", "20", "-f", "json"))
        .contains("\"system\": \"Baseline: " + hypothesis)
        .contains("\"p_value\": null")
        .containsPattern("\"p_value\": 0\\.[0-9]+")
        .containsPattern("\"ci\": [0-9]+");
    out.getBuffer().setLength(0);
    assertThat(scoreFiles(other.toString(), "-par", "-parn", "20", "-f", "latex"))
        .startsWith("\\begin{tabular}{rc}\n\\toprule\n  ")
        .contains(" System & ")
        .contains("(p = ")
        .contains("ar:20|seed:12345|case");
    out.getBuffer().setLength(0);
    assertThat(
            scoreFiles(other.toString(), "-par", "-parn", "20", "-ci", "-cin", "30", "-f", "text"))
        .contains("nrefs:1|bs:30|ar:20|seed:12345|case");
  }

  /** As with argparse. */
  @Test
  void theLastOfTwoCounts() {
    String[] arguments = {
      "score", reference.toString(), "-i", hypothesis.toString(), "-b", "-w", "2", "-w", "4"
    };
    CommandLine line = TranslateNas.commandLine().setOut(new PrintWriter(out));
    assertThat(line.execute(arguments)).isZero();
    assertThat(out).hasToString("62.4788\n");
  }

  @Test
  void abbreviatesTheSignature() {
    assertThat(scoreFiles("--format", "text", "--short"))
        .startsWith("BLEU|#:1|c:mixed|e:no|tok:13a|s:exp|v:" + VERSION + " = ");
  }

  @Test
  void scoresEachSentence() {
    assertThat(scoreFiles("-sl", "-w", "2", "-lc"))
        .isEqualTo(
            ("BLEU|nrefs:1|case:lc|eff:yes|tok:13a|smooth:exp|version:%1$s = 100.00"
                    + " 100.0/100.0/100.0/100.0 (BP = 1.000 ratio = 1.000 hyp_len = 6 ref_len = 6)\n"
                    + "BLEU|nrefs:1|case:lc|eff:yes|tok:13a|smooth:exp|version:%1$s = 100.00"
                    + " 100.0/100.0/100.0/0.0 (BP = 1.000 ratio = 1.000 hyp_len = 3 ref_len = 3)\n")
                .formatted(VERSION));
    out.getBuffer().setLength(0);
    assertThat(scoreFiles("-sl", "-b", "-m", "ter")).isEqualTo("0.0\n100.0\n");
  }

  private int execute(String... options) {
    String[] arguments =
        Stream.concat(
                Stream.of("score", reference.toString(), "-i", hypothesis.toString()),
                Stream.of(options))
            .toArray(String[]::new);
    return TranslateNas.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void longOptionsMayBeShortened() {
    assertThat(execute("--score", "--wid=2", "--low")).isZero();
    assertThat(out.toString()).isEqualTo("100.00\n");
    assertThat(execute("--fo")).isEqualTo(2);
    assertThat(err.toString()).startsWith("translate-nas: Unknown option: '--fo'");
  }

  @Test
  void labelsTheOlderPapersBleu() {
    assertThat(scoreFiles("-m", "tokenized-bleu", "-f", "text", "-l", "en-de"))
        .startsWith(
            "BLEU(tokenised, compound-split)|nrefs:1|case:mixed|tok:moses-de|punct:ascii"
                + "|compounds:split|smooth:none|version:");
    assertThatThrownBy(() -> scoreFiles("-m", "tokenized-bleu", "-l", "en-cs"))
        .hasMessage("-m tokenized-bleu: is for the target languages de, en, not cs");
  }

  @Test
  void refusesASystemTwice() {
    assertThatThrownBy(() -> scoreFiles(hypothesis.toString()))
        .hasMessage("-i %s: is given twice; systems need different names", hypothesis);
    assertThatThrownBy(() -> score("-i", hypothesis.toString()))
        .hasMessage("score: give reference files, before -i, or a test set with -t and -l");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -m=meteor | -m meteor: must be one of bleu, chrf, ter, tokenized-bleu
          --chrf-char-order=0 | --chrf-char-order and --chrf-word-order must be 0 or more, not both 0, and --chrf-beta 0 or more
          --chrf-beta=-1 | --chrf-char-order and --chrf-word-order must be 0 or more, not both 0, and --chrf-beta 0 or more
          -tok=13 | -tok 13: must be one of 13a, intl, char, zh, none
          -s=plus | -s plus: must be one of none, floor, add-k, exp
          -sv=0.5 | -sv 0.5: must be 0 or more, and goes with -s floor or -s add-k
          -f=yaml | -f yaml: must be one of json, text, latex
          -sl | -sl: goes with one metric and one system
          -nr=0 | -nr: must be 1 or more, and goes with one reference file
          -e=klingon | -e klingon: is no known encoding; give one such as utf-8 or iso-8859-1
          -l=en_de | -l en_de: must be two languages with a hyphen between, such as en-de
          -l=en-ja | -l: BLEU into ja is computed with a morphological analyser, which is not here; give -tok char, say so with the score, or use -m chrf
          --echo=src | --origlang, --subset and --echo: need a test set and a language pair (-t, -l)
          -t=wmt14 | -t: give either a test set or reference files, not both
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
