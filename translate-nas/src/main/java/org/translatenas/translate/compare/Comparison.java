package org.translatenas.translate.compare;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.run.RunLock;
import org.translatenas.translate.compare.RunRecord.Stage;

/**
 * A comparison in its folder: {@code ROW/seed-N/} for each run, {@code results.jsonl} with a line
 * for each and {@code table.md}, both written anew after every stage.
 *
 * @param rows all of them
 * @param seeds of each row
 * @param line takes what a person should see
 */
record Comparison(
    Path output, List<ComparisonRow> rows, List<Long> seeds, Stages stages, Consumer<String> line) {
  /** How a sitting ended. */
  enum End {
    COMPLETE,
    PAUSED,
    FAILED
  }

  private record Run(ComparisonRow row, long seed) {}

  /** Works at {@code chosen} rows until they are done or the time is up. */
  End work(List<ComparisonRow> chosen, Sitting sitting) {
    return alone(
        () -> {
          End end = End.COMPLETE;
          for (Run run : runs(chosen)) {
            End of = work(run, sitting);
            if (of == End.PAUSED) {
              return of;
            }
            end = of == End.FAILED ? of : end;
          }
          return end;
        });
  }

  /** Times the decoding of all models that are here again, in turns. */
  void timeDecoding() {
    alone(
        () -> {
          Map<Path, Run> trained = new LinkedHashMap<>();
          for (Run run : runs(rows)) {
            Path model = Stages.model(folder(run));
            if (Files.isDirectory(model)) {
              trained.put(model, run);
            } else if (record(run).training() != null) {
              say(run, "was trained elsewhere, and is left out: there is no " + model);
            }
          }
          line.accept("decoding with %d models in turns".formatted(trained.size()));
          stages
              .decodeMillis(List.copyOf(trained.keySet()))
              .forEach(
                  (model, millis) -> {
                    Run run = trained.get(model);
                    record(run).withMillis(millis).write(folder(run));
                  });
          return End.COMPLETE;
        });
  }

  /** One process at a time; results are written at the end in any case. */
  private End alone(Supplier<End> body) {
    try (RunLock lock = RunLock.hold(output)) {
      try {
        return body.get();
      } finally {
        write();
      }
    }
  }

  /** All rows with the first seed, then with the second: a first comparison of all comes early. */
  private List<Run> runs(List<ComparisonRow> chosen) {
    List<Run> runs = new ArrayList<>();
    for (long seed : seeds) {
      chosen.forEach(row -> runs.add(new Run(row, seed)));
    }
    return runs;
  }

  private Path folder(Run run) {
    return output.resolve(run.row.name()).resolve("seed-" + run.seed);
  }

  private RunRecord record(Run run) {
    return RunRecord.read(folder(run), run.row, run.seed);
  }

  private End work(Run run, Sitting sitting) {
    Stage stage = record(run).next(run.row.searched());
    while (stage != Stage.DONE) {
      if (!sitting.mayBegin()) {
        return End.PAUSED;
      }
      say(run, standing(run.row, record(run).failed(null)));
      try {
        make(run, stage, sitting.minutesLeft()).write(folder(run));
      } catch (UserException e) {
        if (e.exitCode() == UserException.PAUSED) {
          return End.PAUSED;
        }
        say(run, e.getMessage());
        record(run).failed(e.getMessage()).write(folder(run));
        return End.FAILED;
      } catch (RuntimeException e) { // of this row, such as want of memory; others may do
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        say(run, trace.toString());
        record(run).failed(e.toString()).write(folder(run));
        return End.FAILED;
      }
      write();
      stage = record(run).next(run.row.searched());
    }
    return End.COMPLETE;
  }

  private void say(Run run, String what) {
    line.accept("%s, seed %d: %s".formatted(run.row.name(), run.seed, what));
  }

  private RunRecord make(Run run, Stage stage, double minutes) {
    RunRecord before = record(run);
    Path folder = folder(run);
    return switch (stage) {
      case SEARCH -> before.with(stages.search(run.row, run.seed, folder, minutes));
      case TRAIN -> before.with(stages.train(run.row, run.seed, folder, before.search(), minutes));
      case TRANSLATE -> before.with(stages.translate(folder));
      case LATENCY -> {
        Path model = Stages.model(folder);
        yield before.withMillis(stages.decodeMillis(List.of(model)).get(model));
      }
      case DONE -> before;
    };
  }

  /** Where a run stands, in words. */
  private String standing(ComparisonRow row, RunRecord run) {
    Path folder = folder(new Run(row, run.seed()));
    String where =
        switch (run.next(row.searched())) {
          case SEARCH ->
              part("search", folder.resolve("search/search.jsonl"), stages.budget(row).updates());
          case TRAIN ->
              part("training", folder.resolve("train/train.jsonl"), stages.settings().updates());
          case TRANSLATE -> "translation";
          case LATENCY -> "timing of the decoding";
          case DONE -> "done";
        };
    return run.failure() == null ? where : where + ", failed: " + run.failure();
  }

  private static String part(String name, Path log, long of) {
    return String.format(
        Locale.ROOT, "%s, update %,d of %,d", name, (long) RunLog.read(log).last("update"), of);
  }

  /** The results as they are. */
  String table() {
    return new ComparisonTable(records(), this::standing).text();
  }

  private Map<ComparisonRow, List<RunRecord>> records() {
    Map<ComparisonRow, List<RunRecord>> all = new LinkedHashMap<>();
    for (ComparisonRow row : rows) {
      all.put(row, seeds.stream().map(seed -> record(new Run(row, seed))).toList());
    }
    return all;
  }

  private void write() {
    StringBuilder lines = new StringBuilder();
    records().values().forEach(runs -> runs.forEach(run -> lines.append(run.line()).append('\n')));
    AtomicFiles.write(output.resolve("results.jsonl"), lines.toString());
    AtomicFiles.write(output.resolve("table.md"), table());
  }
}
