package org.translatenas.translate.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.translatenas.training.UserException;
import org.translatenas.translate.score.LineReader;
import org.translatenas.translate.score.Metric;
import org.translatenas.translate.score.PythonText;
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
      arity = "1..*",
      paramLabel = "HYP",
      description = "Files of translations, one for each system; standard input if none is given.")
  private List<Path> inputs = List.of();

  @Option(
      names = {"-m", "--metrics"},
      arity = "1..*",
      paramLabel = "METRIC",
      description = "Metrics to compute: bleu (default), chrf, ter.")
  private List<String> metrics = List.of("bleu");

  @Mixin private MetricOptions options;

  @Mixin private SignificanceOptions significance;

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
      paramLabel = "FORMAT",
      description = "json (default for one system), text (default for several) or latex.")
  private String format;

  @SuppressWarnings("UnusedVariable") // Picocli reads it.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Override
  public Integer call() {
    int count = Math.max(1, inputs.size());
    if (format == null) {
      format = count == 1 ? "json" : "text";
    }
    Choices.check(
        "-f", format, count == 1 ? List.of("json", "text") : List.of("json", "text", "latex"));
    if (width < 0) {
      throw UserException.usage("-w " + width + ": must be 0 or more");
    }
    significance.check(count);
    List<Metric> computed = metrics.stream().distinct().map(options::metric).toList();
    List<List<String>> references = referenceFiles.stream().map(ScoreCommand::read).toList();
    Map<String, List<String>> systems = new LinkedHashMap<>();
    for (Path input : inputs) {
      systems.put(input.toString(), read(input));
    }
    if (inputs.isEmpty()) {
      systems.put("standard input", readStandardInput("standard input"));
    }
    systems.forEach((name, hypotheses) -> checkLengths(name, hypotheses, references));
    systems.values().forEach(this::warnOfTokenized);
    ScoreReport report = new ScoreReport(significance, format, width, scoreOnly, abbreviate);
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        count == 1
            ? report.single(computed, systems.values().iterator().next(), references)
            : report.several(computed, systems, references));
    out.print("\n");
    out.flush();
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
}
