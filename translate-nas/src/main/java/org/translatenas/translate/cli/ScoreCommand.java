package org.translatenas.translate.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.translatenas.training.UserException;
import org.translatenas.translate.score.Metric;
import org.translatenas.translate.testset.Segments;
import org.translatenas.translate.testset.TestSets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code score REF [REF…] -i HYP}: metrics with their signatures, options named as sacreBLEU's. */
@Command(
    name = "score",
    description =
        "Scores translations against references: BLEU, chrF and TER, equal to sacreBLEU's.",
    versionProvider = TranslateNas.VersionProvider.class,
    preprocessor = Abbreviations.class,
    sortOptions = false)
public final class ScoreCommand implements Callable<Integer> {
  /** So many hypotheses that end in " ." are no accident. */
  private static final int TOKENIZED_LINES = 100;

  private final Supplier<TestSets> known;

  @Spec private CommandSpec spec;

  @Mixin private ScoreInputs inputs;

  @Mixin private TestSetOptions testSet;

  @Option(
      names = {"-m", "--metrics"},
      arity = "1..*",
      paramLabel = "METRIC",
      description =
          "Metrics to compute: bleu (default), chrf, ter; tokenized-bleu is the older papers'"
              + " (Moses tokens, compounds split; not comparable with bleu).")
  private List<String> metrics = List.of("bleu");

  @Option(
      names = {"-sl", "--sentence-level"},
      description = "Score each sentence.")
  private boolean sentenceLevel;

  @Mixin private MetricOptions options;

  @Option(names = "--force", description = "BLEU: do not warn of input that looks tokenized.")
  private boolean force;

  @Mixin private SignificanceOptions significance;

  @Mixin private ReportOptions report;

  @SuppressWarnings("UnusedVariable") // Picocli reads it.
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  private boolean version;

  @SuppressWarnings("UnusedVariable") // Picocli reads it.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /** The command with the published test sets. */
  public ScoreCommand() {
    this(TestSets::published);
  }

  /** The list of test sets is read only if it is needed, for every command makes this one too. */
  ScoreCommand(Supplier<TestSets> known) {
    this.known = known;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    testSet.check();
    if (testSet.asksForNoScores()) {
      new TestSetListing(testSet, known.get(), out).print();
      return 0;
    }
    checkSources();
    List<Metric> computed = metrics();
    Segments segments =
        testSet.names == null ? null : Segments.joined(testSet.segments(known.get()));
    List<List<String>> references =
        segments == null ? inputs.references() : segments.referenceStreams();
    Map<String, List<String>> systems = inputs.systems(significance.paired());
    report.check(systems.size());
    significance.check(systems.size());
    systems.forEach((name, hypotheses) -> checkLengths(name, hypotheses, references));
    checkModes(computed, systems.size());
    if (metrics.contains("bleu") && !sentenceLevel) {
      systems.values().forEach(this::warnOfTokenized);
      options.warning(testSet.target(), segments != null).ifPresent(this::warn);
    }
    print(computed, segments, systems, references);
    return 0;
  }

  private void print(
      List<Metric> computed,
      Segments segments,
      Map<String, List<String>> systems,
      List<List<String>> references) {
    Map<String, List<String>> chosenSystems = systems;
    List<List<String>> chosenReferences = references;
    if (testSet.origlang != null || testSet.subset != null) {
      int[] chosen = testSet.chosen(segments);
      if (chosen.length == 0) {
        throw UserException.data(
            "-t %s: has no segments that --origlang and --subset leave".formatted(testSet.names));
      }
      chosenSystems = new LinkedHashMap<>();
      for (Map.Entry<String, List<String>> system : systems.entrySet()) {
        chosenSystems.put(system.getKey(), TestSetOptions.at(system.getValue(), chosen));
      }
      chosenReferences =
          references.stream().map(stream -> TestSetOptions.at(stream, chosen)).toList();
    }
    ScoreReport printed = new ScoreReport(significance, report);
    PrintWriter out = spec.commandLine().getOut();
    List<String> first = chosenSystems.values().iterator().next();
    if (sentenceLevel) {
      out.print(printed.sentences(computed.get(0), first, chosenReferences));
    } else if (systems.size() == 1) {
      out.print(printed.single(computed, first, chosenReferences));
      if (report.detail) {
        List<String> all = systems.values().iterator().next();
        out.print(
            new ScoreDetail(testSet, report.width).lines(metrics(metrics.stream()), segments, all));
      }
    } else {
      out.print(printed.several(computed, chosenSystems, chosenReferences));
    }
    out.print("\n");
    out.flush();
  }

  /** The metrics in sacreBLEU's order: by name, but as they were given in paired tests. */
  private List<Metric> metrics() {
    return metrics(significance.paired() ? metrics.stream() : metrics.stream().sorted());
  }

  private List<Metric> metrics(Stream<String> names) {
    return names
        .distinct()
        .map(name -> options.metric(name, testSet.target(), sentenceLevel))
        .toList();
  }

  private void checkSources() {
    int files = inputs.referenceFiles.size();
    if (testSet.names == null && files == 0) {
      throw UserException.usage(
          "score: give reference files, before -i, or a test set with -t and -l");
    }
    if (testSet.names != null && files > 0) {
      throw UserException.usage("-t: give either a test set or reference files, not both");
    }
    if (inputs.referencesInLine < 1 || (inputs.referencesInLine > 1 && files != 1)) {
      throw UserException.usage("-nr: must be 1 or more, and goes with one reference file");
    }
  }

  private void checkModes(List<Metric> computed, int systems) {
    if (!sentenceLevel) {
      return;
    }
    if (computed.size() > 1 || systems > 1) {
      throw UserException.usage("-sl: goes with one metric and one system");
    }
    if (significance.confidence || significance.paired()) {
      throw UserException.usage("-sl: goes with no confidence and no test; leave those out");
    }
  }

  private void checkLengths(String name, List<String> hypotheses, List<List<String>> references) {
    for (int i = 0; i < references.size(); i++) {
      if (references.get(i).size() != hypotheses.size()) {
        String reference =
            testSet.names != null
                ? "test set " + testSet.names
                : inputs
                    .referenceFiles
                    .get(Math.min(i, inputs.referenceFiles.size() - 1))
                    .toString();
        throw UserException.data(
            "%s: has %d lines, %s has %d; every line needs its reference, and only \\n ends a line"
                .formatted(
                    name.isEmpty() ? "Baseline" : name,
                    hypotheses.size(),
                    reference,
                    references.get(i).size()));
      }
    }
    if (references.isEmpty()) {
      throw UserException.data(
          "-t %s: its files have none of the references that count for %s; see --list"
              .formatted(testSet.names, testSet.pair));
    }
    if (hypotheses.isEmpty()) {
      throw UserException.data(name + ": has no lines; give the translations to score");
    }
  }

  private void warnOfTokenized(List<String> hypotheses) {
    long tokenized = hypotheses.stream().filter(line -> line.endsWith(" .")).count();
    if (!force && tokenized >= TOKENIZED_LINES) {
      warn(
          tokenized
              + " lines end in a tokenized period (\" .\"), which lowers the score; detokenize"
              + " them, or give --force if they are meant to be so");
    }
  }

  private void warn(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("warning: " + message);
    err.flush();
  }
}
