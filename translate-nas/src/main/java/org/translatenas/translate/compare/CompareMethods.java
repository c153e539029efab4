package org.translatenas.translate.compare;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.translatenas.training.UserException;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.training.files.Sha256;
import org.translatenas.translate.cli.Program;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.model.ModelFactory;
import org.translatenas.translate.process.Machine;
import org.translatenas.translate.train.SpecResolver;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code compare-methods}: the table of all search methods and the standard Transformer. */
@Command(
    name = "compare-methods",
    description =
        "Searches with every method at an equal number of gradient evaluations, trains what was found"
            + " and the standard Transformer at equal parameters and updates, translates the test set"
            + " greedily, times decoding, and writes OUTPUT/results.jsonl and OUTPUT/table.md. What is"
            + " done is kept: the same command goes on where it was stopped, in any way. Exit codes: 0"
            + " all rows are done, 1 one failed, 2 wrong usage, 3 the time was up.",
    mixinStandardHelpOptions = true)
public final class CompareMethods implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", description = "The YAML configuration of all.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key for all rows; may be given several times.")
  private List<String> common = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The folder that prepare has written, with a test set.")
  private Path data;

  @Option(names = "--output", paramLabel = "DIR", required = true, description = "For all results.")
  private Path output;

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "1,2",
      description = "Of each row (default ${DEFAULT-VALUE}).")
  private List<Long> seeds;

  @Option(
      names = "--budget",
      defaultValue = "850",
      description =
          "Gradient evaluations of a search (default ${DEFAULT-VALUE}); those without a gradient"
              + " count a third.")
  private double budget;

  @Option(
      names = "--updates",
      defaultValue = "4000",
      description = "Of each training (default ${DEFAULT-VALUE}).")
  private int updates;

  @Option(
      names = "--transformer",
      split = ",",
      paramLabel = "KEY=VALUE",
      defaultValue =
          "model.embeddingWidth=192,model.width=192,model.hidden=768,model.encoderLayers=2,model.decoderLayers=2",
      description =
          "Sizes of the standard Transformer, whose number of parameters all have (default"
              + " ${DEFAULT-VALUE}).")
  private List<String> transformer;

  @Option(
      names = "--row",
      paramLabel = "NAME=SETTINGS",
      description =
          "One more row, such as max=search.method=darts,model.pooling=max; may be given several"
              + " times.")
  private Map<String, String> more = new LinkedHashMap<>();

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "ROW",
      description = "Work at these rows alone; the table has all.")
  private List<String> only;

  @Option(
      names = "--time-limit",
      paramLabel = "MINUTES",
      description =
          "Stop at the first checkpoint when so many minutes have gone by; the same command goes on.")
  private Double minutes;

  @Option(
      names = "--latency",
      description = "Do nothing but time the decoding of all models that are here anew, in turns.")
  private boolean latency;

  @Option(names = "--table", description = "Do nothing but print the table.")
  private boolean table;

  @Option(
      names = "--first-lines",
      defaultValue = "300",
      description = "Of test, scored by themselves too (default ${DEFAULT-VALUE}).")
  private int firstLines;

  @Option(
      names = "--latency-sentences",
      defaultValue = "50",
      description = "Of test, decoded to time it (default ${DEFAULT-VALUE}).")
  private int latencySentences;

  @Spec private CommandSpec spec;

  /** Runs the comparison. */
  public static void main(String[] arguments) {
    Program.run(commandLine(), arguments);
  }

  /** The command with its way to report errors. */
  static CommandLine commandLine() {
    return Program.of(new CompareMethods());
  }

  @Override
  public Integer call() throws IOException {
    if (minutes != null && !(minutes >= 0)) {
      throw UserException.usage("--time-limit must be a number of minutes, not " + minutes);
    }
    PreparedCorpus corpus = PreparedCorpus.open(data);
    if (corpus.test().isEmpty()) {
      throw UserException.data(data + ": has no test set; prepare it with prepare.testSource");
    }
    Map<String, ComparisonRow> rows = rows();
    List<ComparisonRow> chosen = chosen(rows);
    TranslateConfig read = ConfigReader.read(TranslateConfig.class, config, common);
    ComparisonSettings settings =
        new ComparisonSettings(
            budget,
            updates,
            firstLines,
            latencySentences,
            String.join(",", transformer),
            given(),
            sums(corpus));
    Stages stages = new Stages(config, common, settings, corpus, parameters(rows, corpus));
    // What cannot be is refused before anything has begun.
    rows.values().stream().filter(ComparisonRow::searched).forEach(stages::budget);
    settings.begin(output);
    Comparison comparison =
        new Comparison(output, List.copyOf(rows.values()), seeds, stages, this::say);
    if (table) {
      print(comparison.table());
      return 0;
    }
    Machine.begin(read.runtime().forDecoding(), Optional.empty(), this::say);
    if (latency) {
      comparison.timeDecoding();
      print(comparison.table());
      return 0;
    }
    Comparison.End end =
        comparison.work(chosen, new Sitting(minutes == null ? Double.POSITIVE_INFINITY : minutes));
    print(comparison.table());
    return switch (end) {
      case COMPLETE -> 0;
      case FAILED -> 1;
      case PAUSED -> {
        say("the time is up; the same command goes on");
        yield UserException.PAUSED;
      }
    };
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }

  private void print(String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }

  private Map<String, ComparisonRow> rows() {
    Map<String, ComparisonRow> rows = ComparisonRow.standard(transformer);
    more.forEach(
        (name, settings) -> {
          if (rows.containsKey(name)) {
            throw UserException.usage("--row: there is a row " + name + " already");
          }
          rows.put(name, new ComparisonRow(name, true, List.of(settings.split(","))));
        });
    return rows;
  }

  private List<ComparisonRow> chosen(Map<String, ComparisonRow> rows) {
    if (only == null) {
      return List.copyOf(rows.values());
    }
    for (String name : only) {
      if (!rows.containsKey(name)) {
        throw UserException.usage(
            "--only: there is no row %s; there are %s"
                .formatted(name, String.join(", ", rows.keySet())));
      }
    }
    return only.stream().map(rows::get).toList();
  }

  /** The configuration as it was given, without its comments. */
  private String given() throws IOException {
    String file =
        config == null ? "" : new YAMLMapper().readTree(Files.readString(config)).toString();
    return file + common;
  }

  /** By which a comparison that goes on knows its data again. */
  private static Map<String, String> sums(PreparedCorpus corpus) {
    Map<String, String> sums = new LinkedHashMap<>(corpus.sha256());
    PreparedCorpus.RawText test = corpus.testText().orElseThrow();
    String lines = String.join("\n", test.source()) + "\n" + String.join("\n", test.target());
    sums.put("test set", Sha256.of(lines));
    return sums;
  }

  private long parameters(Map<String, ComparisonRow> rows, PreparedCorpus corpus) {
    List<String> all = new ArrayList<>(common);
    all.addAll(rows.get(ComparisonRow.TRANSFORMER).settings());
    TranslateConfig read = ConfigReader.read(TranslateConfig.class, config, all);
    return ModelFactory.parameterCount(
        SpecResolver.resolve(read.model(), corpus.tokenizer().vocabularySize()));
  }
}
