package org.translatenas.translate.compare;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.translatenas.training.UserException;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.translate.architecture.Architecture;
import org.translatenas.translate.architecture.ArchitectureFile;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.Topology;
import org.translatenas.translate.config.ModelConfig;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.decode.Translator;
import org.translatenas.translate.model.ModelFactory;
import org.translatenas.translate.model.ModelFolder;
import org.translatenas.translate.score.Bleu;
import org.translatenas.translate.train.SpecResolver;

/**
 * The stages of a run, each from files to files in the run's folder: {@code search/}, {@code
 * train/}, {@code test.hyp}, and the logs of the processes.
 *
 * @param config the configuration of all, null for the defaults
 * @param common settings of all
 * @param settings what all have in common
 * @param wantedParameters of every model
 */
record Stages(
    Path config,
    List<String> common,
    ComparisonSettings settings,
    PreparedCorpus corpus,
    long wantedParameters) {
  private static final int BEAM = 5;
  private static final int ROUNDS = 5;

  private TranslateConfig read(List<String> overrides) {
    return ConfigReader.read(TranslateConfig.class, config, overrides);
  }

  private List<String> of(ComparisonRow row, long seed, List<String> before) {
    List<String> all = new ArrayList<>(common);
    all.addAll(before);
    all.addAll(row.settings());
    all.add("runtime.seed=" + seed);
    return all;
  }

  /** The budget of a row's search. A row whose settings cannot be is refused. */
  SearchBudget budget(ComparisonRow row) {
    TranslateConfig all = read(common);
    try {
      return SearchBudget.of(all.search(), read(of(row, 1, List.of())).search(), settings.budget());
    } catch (UserException e) {
      throw UserException.usage("row " + row.name() + ": " + e.getMessage());
    }
  }

  RunRecord.Search search(ComparisonRow row, long seed, Path folder, double minutes) {
    SearchBudget budget = budget(row);
    run("search", of(row, seed, budget.settings()), List.of(), folder, minutes);
    Architecture found = ArchitectureFile.read(architecture(folder));
    RunLog log = RunLog.read(folder.resolve("search/search.jsonl"));
    return new RunRecord.Search(
        budget.updates(),
        budget.evaluations(),
        log.last("seconds"),
        (long) log.most("peakMemoryBytes"),
        ArchitectureFile.search(architecture(folder)).path("validLoss").asDouble(),
        names(found.encoder()),
        names(found.decoder()));
  }

  private static Path architecture(Path folder) {
    return folder.resolve("search/architecture.json");
  }

  private static List<List<String>> names(Topology topology) {
    return topology.layers().stream()
        .map(layer -> layer.stream().map(OperationKind::text).toList())
        .toList();
  }

  /** The sizes of a row's model: a searched one is made as large as all. */
  private EqualSize size(ComparisonRow row, long seed, Path folder) {
    List<String> all = of(row, seed, List.of());
    if (!row.searched()) {
      TranslateConfig read = read(all);
      return new EqualSize(read.model().embeddingWidth(), parameters(all));
    }
    all.add(ConfigReader.override("model.architecture", architecture(folder)));
    return EqualSize.of(
        folder.toString(),
        width -> {
          List<String> with = new ArrayList<>(all);
          with.add("model.embeddingWidth=" + width);
          return parameters(with);
        },
        wantedParameters);
  }

  private long parameters(List<String> overrides) {
    return ModelFactory.parameterCount(
        SpecResolver.resolve(read(overrides).model(), corpus.tokenizer().vocabularySize()));
  }

  /**
   * Trains what a row has found.
   *
   * @param found what the record of the search says, by which one of another machine is known too;
   *     null of a row without one
   */
  RunRecord.Training train(
      ComparisonRow row, long seed, Path folder, RunRecord.Search found, double minutes) {
    if (row.searched() && !Files.exists(architecture(folder))) {
      ModelConfig model = read(of(row, seed, List.of())).model();
      ArchitectureFile.write(architecture(folder), found.architecture(model), null);
    }
    EqualSize size = size(row, seed, folder);
    List<String> whole =
        List.of("train.maxUpdates=" + settings.updates(), "train.maxSeconds=0", "train.patience=0");
    List<String> all = of(row, seed, whole);
    all.add("model.embeddingWidth=" + size.embeddingWidth());
    List<String> more =
        row.searched()
            ? List.of("--architecture", architecture(folder).toString())
            : List.<String>of();
    run("train", all, more, folder, minutes);
    RunLog log = RunLog.read(folder.resolve("train/train.jsonl"));
    return new RunRecord.Training(
        size.embeddingWidth(),
        size.parameters(),
        (long) log.last("update"),
        log.last("seconds"),
        log.least("validLoss"));
  }

  private void run(
      String command, List<String> overrides, List<String> more, Path folder, double minutes) {
    List<String> arguments = new ArrayList<>(List.of(command));
    if (config != null) {
      arguments.addAll(List.of("--config", config.toString()));
    }
    arguments.addAll(List.of("--data", corpus.folder().toString()));
    arguments.addAll(List.of("--output", folder.resolve(command).toString()));
    overrides.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    arguments.addAll(more);
    if (minutes < Double.POSITIVE_INFINITY) {
      arguments.add(String.format(Locale.ROOT, "--pause-after=%.3f", Math.max(0, minutes)));
    }
    Path log = folder.resolve(command + ".log");
    ChildProgram.End end = ChildProgram.run(log, arguments);
    if (end.exitCode() == UserException.PAUSED) {
      throw UserException.paused(end.lastWords());
    }
    if (end.exitCode() != 0) {
      throw UserException.data(end.lastWords() + " (see " + log + ")");
    }
  }

  RunRecord.Score translate(Path folder) {
    PreparedCorpus.RawText test = corpus.testText().orElseThrow();
    List<String> found;
    try (ModelFolder model = ModelFolder.open(model(folder))) {
      found =
          new Translator(
                  List.of(model),
                  read(common).decode().greedy(),
                  Translator.Wishes.NONE,
                  warning -> {})
              .translate(test.source(), 1);
    }
    AtomicFiles.write(
        folder.resolve("test.hyp"),
        (String.join("\n", found) + "\n").getBytes(StandardCharsets.UTF_8));
    int first = Math.min(settings.firstLines(), found.size());
    return new RunRecord.Score(
        bleu(found, test.target(), found.size()), bleu(found, test.target(), first));
  }

  private static double bleu(List<String> found, List<String> references, int lines) {
    return Bleu.STANDARD
        .corpusScore(found.subList(0, lines), List.of(references.subList(0, lines)))
        .score();
  }

  static Path model(Path folder) {
    return folder.resolve("train/model");
  }

  /** Milliseconds for a sentence of each model, in turns. */
  Map<Path, Double> decodeMillis(List<Path> models) {
    List<int[]> sources = new ArrayList<>();
    var test = corpus.test().orElseThrow();
    for (int i = 0; i < Math.min(settings.latencySentences(), test.size()); i++) {
      sources.add(test.source(i));
    }
    List<String> beam = new ArrayList<>(common);
    beam.add("decode.beam=" + BEAM);
    return new DecodeTurns(sources, read(beam).decode(), ROUNDS).millis(models);
  }
}
