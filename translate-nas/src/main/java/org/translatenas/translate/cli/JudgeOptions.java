package org.translatenas.translate.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.translatenas.training.UserException;
import org.translatenas.translate.architecture.ArchitectureFile;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.search.SearchRun;
import picocli.CommandLine.Option;

/** What {@code search --judge} takes and prints: losses with the weights of a search. */
final class JudgeOptions {
  @Option(
      names = "--judge",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Search nothing; print the loss on the validation set of each architecture.json, best"
              + " first, with the weights that the search in OUTPUT has shared so far.")
  private List<Path> files = List.of();

  @Option(
      names = "--judge-draws",
      paramLabel = "N",
      description = "The same for N architectures drawn at random, to compare with.")
  private Integer draws;

  /** Whether architectures are to be judged. */
  boolean given() {
    return !files.isEmpty() || draws != null;
  }

  /** Prints the losses. */
  void run(SearchRun search, PrintWriter out) {
    if (draws != null && draws < 1) {
      throw UserException.usage("--judge-draws must be at least 1, not " + draws);
    }
    SearchSpace space = search.space();
    Map<String, List<Integer>> all = new LinkedHashMap<>();
    files.forEach(file -> all.put(file.toString(), choices(space, file)));
    List<List<Integer>> drawn = draws == null ? List.of() : search.draws(draws);
    for (int draw = 0; draw < drawn.size(); draw++) {
      all.put("draw " + (draw + 1), drawn.get(draw));
    }
    List<String> names = List.copyOf(all.keySet());
    List<Double> losses = search.sharedLosses(new ArrayList<>(all.values()));
    IntStream.range(0, names.size())
        .boxed()
        .sorted(Comparator.comparing(losses::get))
        .forEach(
            i ->
                out.printf(
                    Locale.ROOT,
                    "%.4f  %s: %s%n",
                    losses.get(i),
                    names.get(i),
                    space.architecture(all.get(names.get(i))).line()));
    out.flush();
  }

  private static List<Integer> choices(SearchSpace space, Path file) {
    try {
      return space.choices(ArchitectureFile.read(file));
    } catch (IllegalArgumentException e) {
      throw UserException.data(file + ": " + e.getMessage());
    }
  }
}
