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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translatenas.training.UserException;
import org.translatenas.training.run.Version;
import org.translatenas.translate.testset.Archives;
import org.translatenas.translate.testset.TestSets;
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
    return score(TestSets.published(), arguments);
  }

  private String score(TestSets sets, String... arguments) {
    ScoreCommand command = new ScoreCommand(() -> sets);
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

  private String scoreInput(String input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return score(arguments);
    } finally {
      System.setIn(before);
    }
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

  @Test
  void readsOtherEncodings() throws IOException {
    for (Path file : new Path[] {hypothesis, reference}) {
      Files.write(file, Files.readString(file).getBytes(StandardCharsets.ISO_8859_1));
    }
    assertThat(scoreFiles("-e", "latin-1", "-b")).isEqualTo("62.5\n");
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
    assertThat(err.toString()).startsWith("Unknown option: '--fo'");
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

  private String scoreNews(String... options) throws IOException {
    TestSets sets =
        new TestSets(List.of(Archives.news(folder, "news"), Archives.news(folder, "news/2")));
    out.getBuffer().setLength(0);
    return score(
        sets,
        Stream.concat(Stream.of("--archives", folder.toString(), "-l", "en-de"), Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void scoresAgainstATestSet() throws IOException {
    Files.writeString(hypothesis, "die Katze\nein Hund\nAbend\nnichts\n");
    String input = hypothesis.toString();
    assertThat(scoreNews("-t", "news", "-i", input, "-b", "-m", "ter")).isEqualTo("14.3\n");
    assertThat(scoreNews("-t", "news", "-i", input, "-b", "-m", "ter", "-ol", "en"))
        .isEqualTo("0.0\n");
    assertThat(scoreNews("-t", "news", "-i", input, "-b", "-m", "ter", "-ol", "non-en"))
        .isEqualTo("33.3\n");
    assertThat(scoreNews("-t", "news", "-i", input, "-b", "-m", "ter", "-d"))
        .isEqualTo(
            "14.3\noriglang=de domain=ALL : sentences=2      TER = 33.3\n"
                + "origlang=en domain=ALL : sentences=2      TER = 0.0\n");
    Files.writeString(hypothesis, "die Katze\nein Hund\nAbend\nnichts\n".repeat(2));
    assertThat(scoreNews("-t", "news,news/2", "-i", input, "-b", "-m", "ter")).isEqualTo("14.3\n");
  }

  @Test
  void showsTestSets() throws IOException {
    assertThat(scoreNews("-t", "news", "--echo", "ref", "docid"))
        .isEqualTo("die Katze\ta.1\nein Hund\ta.1\nAbend rot\tb.2\nnichts\tb.2\n");
    assertThat(scoreNews("-t", "news", "--echo", "all", "-ol", "de"))
        .isEqualTo("sun set\tAbend rot\tb.2\tblog\tde\n\tnichts\tb.2\tblog\tde\n");
    assertThat(scoreNews("-t", "news", "--list"))
        .isEqualTo("en-de: src, ref, docid, genre, origlang\n");
    assertThat(scoreNews("--list"))
        .isEqualTo(
            "The available test sets for en-de are:\n"
                + "news                          : made up\n"
                + "news/2                        : made up\n");
    assertThat(scoreNews("--download", "news").strip())
        .isEqualTo(folder.resolve("news/raw/news.test.tgz").toString());
  }

  @Test
  void refusesWhatATestSetHasNot() {
    assertThatThrownBy(() -> scoreNews("-t", "news", "--echo", "ref:B"))
        .hasMessage(
            "--echo ref:B: there is no such field; there are src, ref, docid, genre, origlang");
    assertThatThrownBy(() -> scoreNews("-t", "news", "-i", hypothesis.toString()))
        .hasMessageContaining(": has 2 lines, test set news has 4;");
    assertThatThrownBy(() -> scoreNews("-t", "news", "--subset", "x", "--echo", "src"))
        .hasMessageStartingWith("--subset x: the files of this test set name no domains");
    assertThatThrownBy(() -> score("-t", "wmt14", "-i", hypothesis.toString()))
        .hasMessage("-t wmt14: give the language pair too, such as -l en-de");
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
          -m=meteor | -m meteor: must be one of bleu, chrf, ter, tokenized-bleu
          --chrf-char-order=0 | --chrf-char-order must be 1 or more, --chrf-word-order and --chrf-beta 0 or more
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
