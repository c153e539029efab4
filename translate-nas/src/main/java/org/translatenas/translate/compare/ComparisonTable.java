package org.translatenas.translate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The comparison as Markdown: a line for each row, with mean ± sample deviation over its seeds, and
 * a line for each run. What is not there yet is –, and a row says how many of its seeds are done.
 *
 * @param runs of each row, in the order of their seeds
 * @param standing of a run that is not done, in words
 */
record ComparisonTable(Map<ComparisonRow, List<RunRecord>> runs, Standing standing) {
  private static final double MEBIBYTE = 1024 * 1024;
  private static final String NONE = "–";

  /** Where a run stands. */
  interface Standing {
    String of(ComparisonRow row, RunRecord run);
  }

  String text() {
    StringBuilder text =
        new StringBuilder(
            """
            | row | seeds done | parameters | e | validation NLL | BLEU | BLEU, first lines | ms a sentence | search, s | search, peak MiB | gradient evaluations |
            |---|---|---|---|---|---|---|---|---|---|---|
            """);
    runs.forEach((row, all) -> text.append(line(row, all)));
    text.append("\n| run | stands at | shared-weights loss | architecture |\n|---|---|---|---|\n");
    runs.forEach(
        (row, all) ->
            all.forEach(
                run ->
                    text.append(
                        "| %s, seed %d | %s | %s | %s |%n"
                            .formatted(
                                row.name(),
                                run.seed(),
                                standing.of(row, run),
                                sharedLoss(run),
                                architecture(run)))));
    return text.toString();
  }

  private static String line(ComparisonRow row, List<RunRecord> all) {
    long done = all.stream().filter(r -> r.next(row.searched()) == RunRecord.Stage.DONE).count();
    List<RunRecord> searched = all.stream().filter(run -> run.search() != null).toList();
    List<RunRecord> trained = all.stream().filter(run -> run.training() != null).toList();
    List<RunRecord> scored = all.stream().filter(run -> run.score() != null).toList();
    List<RunRecord> timed = all.stream().filter(run -> run.decodeMillis() != null).toList();
    return String.format(
        Locale.ROOT,
        "| %s | %d of %d%s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n",
        row.name(),
        done,
        all.size(),
        done < all.size() ? ", incomplete" : "",
        spread(trained, "%,.0f", run -> run.training().parameters()),
        spread(trained, "%.0f", run -> run.training().embeddingWidth()),
        spread(trained, "%.3f", run -> run.training().validLoss()),
        spread(scored, "%.1f", run -> run.score().bleu()),
        spread(scored, "%.1f", run -> run.score().bleuFirst()),
        spread(timed, "%.1f", RunRecord::decodeMillis),
        spread(searched, "%,.0f", run -> run.search().seconds()),
        spread(searched, "%,.0f", run -> run.search().peakBytes() / MEBIBYTE),
        spread(searched, "%,.0f", run -> run.search().evaluations()));
  }

  /** Mean ± deviation, or the number where all are printed alike. */
  private static String spread(
      List<RunRecord> runs, String format, ToDoubleFunction<RunRecord> of) {
    if (runs.isEmpty()) {
      return NONE;
    }
    double[] numbers = runs.stream().mapToDouble(of).toArray();
    double mean = runs.stream().mapToDouble(of).average().orElseThrow();
    double squares = 0;
    for (double number : numbers) {
      squares += (number - mean) * (number - mean);
    }
    String middle = String.format(Locale.ROOT, format, mean);
    boolean alike =
        runs.stream()
            .allMatch(r -> String.format(Locale.ROOT, format, of.applyAsDouble(r)).equals(middle));
    return alike
        ? middle
        : middle
            + " ± "
            + String.format(Locale.ROOT, format, Math.sqrt(squares / (numbers.length - 1)));
  }

  private static String sharedLoss(RunRecord run) {
    return run.search() == null || run.search().sharedLoss() == null
        ? NONE
        : String.format(Locale.ROOT, "%.3f", run.search().sharedLoss());
  }

  private static String architecture(RunRecord run) {
    if (run.search() == null) {
      return NONE;
    }
    List<String> layers = new ArrayList<>();
    for (List<List<String>> side : List.of(run.search().encoder(), run.search().decoder())) {
      layers.add(String.join(" / ", side.stream().map(layer -> String.join(", ", layer)).toList()));
    }
    return String.join(" → ", layers);
  }
}
