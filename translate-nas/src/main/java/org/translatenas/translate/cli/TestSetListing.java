package org.translatenas.translate.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.translatenas.training.UserException;
import org.translatenas.translate.score.PythonText;
import org.translatenas.translate.testset.Segments;
import org.translatenas.translate.testset.TestSet;
import org.translatenas.translate.testset.TestSets;

/** What {@code score} prints of test sets, without scoring: {@code --list}, {@code --echo}. */
record TestSetListing(TestSetOptions options, TestSets known, PrintWriter out) {
  /** Prints what was asked for. */
  void print() {
    if (options.download != null) {
      TestSet set = known.named(options.download, options.pair);
      options.folder().check(set);
      set.archives().forEach(archive -> out.print(options.folder().path(set, archive) + "\n"));
    } else if (options.list && options.names != null) {
      options.sets(known).forEach(this::printFields);
    } else if (options.list) {
      printSets();
    } else {
      options.segments(known).forEach(this::echo);
    }
    out.flush();
  }

  private void printSets() {
    String pair = options.pair;
    out.print(
        "The available test sets %sare:\n".formatted(pair == null ? "" : "for " + pair + " "));
    for (TestSet set : pair == null ? known.all() : known.between(pair)) {
      out.print("%-30s: %s\n".formatted(set.name(), set.description()));
    }
  }

  private void printFields(TestSet set) {
    for (String pair : options.pair != null ? List.of(options.pair) : set.pairs().keySet()) {
      Segments segments = options.folder().read(set, pair);
      out.print("%s: %s\n".formatted(pair, String.join(", ", segments.fields().keySet())));
    }
  }

  private void echo(Segments segments) {
    List<List<String>> columns = new ArrayList<>();
    for (String field : fields(segments)) {
      List<String> column = segments.fields().get(field);
      if (column == null) {
        throw UserException.usage(
            "--echo %s: there is no such field; there are %s"
                .formatted(field, String.join(", ", segments.fields().keySet())));
      }
      columns.add(column);
    }
    for (int i : options.chosen(segments)) {
      out.print(
          columns.stream()
              .map(column -> PythonText.stripRight(column.get(i)))
              .collect(Collectors.joining("\t", "", "\n")));
    }
  }

  /** The fields asked for; {@code ref} is the first of several references. */
  private List<String> fields(Segments segments) {
    if (options.echo.contains("all")) {
      if (options.echo.size() > 1) {
        throw UserException.usage("--echo all: goes with no other field");
      }
      return List.copyOf(segments.fields().keySet());
    }
    String first =
        segments.fields().keySet().stream()
            .filter(field -> field.startsWith("ref"))
            .sorted()
            .findFirst()
            .orElse("ref");
    boolean several = !segments.fields().containsKey("ref");
    return options.echo.stream()
        .map(field -> several && field.equals("ref") ? first : field)
        .toList();
  }
}
