package org.translatenas.translate.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.translatenas.training.UserException;
import org.translatenas.translate.score.LineReader;
import org.translatenas.translate.score.Metric;
import org.translatenas.translate.score.MetricScore;
import org.translatenas.translate.score.PythonText;
import org.translatenas.translate.score.ScoreFormat;
import org.translatenas.translate.score.Signature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code score REF [REF…] -i HYP}: metrics with their signatures, options named as sacreBLEU's. */
@Command(
    name = "score",
    description =
        "Scores translations against references: BLEU, chrF and TER, equal to sacreBLEU's.",
    sortOptions = false)
public final class ScoreCommand implements Callable<Integer> {
  /** So many hypotheses that end in " ." are no accident. */
  private static final int TOKENIZED_LINES = 100;

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "REF", description = "Reference files, line by line.")
  private List<Path> referenceFiles;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "HYP",
      description = "File of translations; standard input if not given.")
  private Path input;

  @Option(
      names = {"-m", "--metrics"},
      arity = "1..*",
      paramLabel = "METRIC",
      description = "Metrics to compute: bleu (default), chrf, ter.")
  private List<String> metrics = List.of("bleu");

  @Mixin private MetricOptions options;

  @Option(names = "--force", description = "Do not warn of input that looks tokenized.")
  private boolean force;

  @Option(
      names = {"-sh", "--short"},
      description = "Abbreviate the signature.")
  private boolean abbreviate;

  @Option(
      names = {"-b", "--score-only"},
      description = "Print the number alone.")
  private boolean scoreOnly;

  @Option(
      names = {"-w", "--width"},
      defaultValue = "1",
      paramLabel = "DIGITS",
      description = "Digits behind the point (default: 1).")
  private int width;

  @Option(
      names = {"-f", "--format"},
      defaultValue = "json",
      paramLabel = "FORMAT",
      description = "json (default) or text.")
  private String format;

  @SuppressWarnings("UnusedVariable") // Picocli reads it.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Override
  public Integer call() {
    Choices.check("-f", format, List.of("json", "text"));
    if (width < 0) {
      throw UserException.usage("-w " + width + ": must be 0 or more");
    }
    List<Metric> computed = metrics.stream().distinct().map(options::metric).toList();
    List<List<String>> references = referenceFiles.stream().map(ScoreCommand::read).toList();
    String name = input == null ? "standard input" : input.toString();
    List<String> hypotheses = input == null ? readStandardInput(name) : read(input);
    checkLengths(name, hypotheses, references);
    warnOfTokenized(hypotheses);
    List<String> printed = new ArrayList<>();
    for (Metric metric : computed) {
      Signature signature = metric.signature(references.size());
      printed.add(text(metric.score(hypotheses, references), signature));
    }
    print(printed);
    return 0;
  }

  private static List<String> read(Path file) {
    return stripped(LineReader.read(file));
  }

  private static List<String> readStandardInput(String name) {
    try {
      return stripped(LineReader.read(System.in, name));
    } catch (IOException e) {
      throw new UncheckedIOException("reading standard input", e);
    }
  }

  private static List<String> stripped(List<String> lines) {
    List<String> stripped = new ArrayList<>(lines.size());
    for (String line : lines) {
      stripped.add(PythonText.stripRight(line));
    }
    return stripped;
  }

  private void checkLengths(String name, List<String> hypotheses, List<List<String>> references) {
    for (int i = 0; i < references.size(); i++) {
      if (references.get(i).size() != hypotheses.size()) {
        throw UserException.data(
            "%s: has %d lines, %s has %d; every line needs its reference, and only \\n ends a line"
                .formatted(
                    name, hypotheses.size(), referenceFiles.get(i), references.get(i).size()));
      }
    }
    if (hypotheses.isEmpty()) {
      throw UserException.data(name + ": has no lines; give the translations to score");
    }
  }

  private void warnOfTokenized(List<String> hypotheses) {
    long tokenized = hypotheses.stream().filter(line -> line.endsWith(" .")).count();
    if (!force && tokenized >= TOKENIZED_LINES) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "warning: "
              + tokenized
              + " lines end in a tokenized period (\" .\"), which lowers the score; detokenize"
              + " them, or give --force if they are meant to be so");
      err.flush();
    }
  }

  private String text(MetricScore score, Signature signature) {
    ScoreFormat printed = new ScoreFormat(width);
    if (scoreOnly) {
      return printed.number(score);
    }
    return format.equals("json")
        ? printed.json(score, signature)
        : printed.text(score, abbreviate ? signature.abbreviated() : signature.full());
  }

  /** Several objects stand in a list; anything else line by line. */
  private void print(List<String> scores) {
    PrintWriter out = spec.commandLine().getOut();
    boolean list = scores.size() > 1 && format.equals("json") && !scoreOnly;
    out.print(list ? "[\n" + String.join(",\n", scores) + "\n]" : String.join("\n", scores));
    out.print("\n");
    out.flush();
  }
}
