package org.translatenas.translate.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translatenas.bilevel.method.MethodName;
import org.translatenas.training.UserException;
import org.translatenas.training.config.EnumText;

/**
 * What is compared.
 *
 * @param name of the row and of its folder
 * @param searched whether there is a search before the training
 * @param settings {@code section.key=value}, which make it differ from the others
 */
record ComparisonRow(String name, boolean searched, List<String> settings) {
  /** The standard Transformer. */
  static final String TRANSFORMER = "transformer";

  /** What makes searches and trainings equal. */
  private static final List<String> BUDGET =
      List.of(
          "search.updates=",
          "search.maxSeconds=",
          "train.maxUpdates=",
          "train.maxSeconds=",
          "train.patience=",
          "search.warmupUpdates=",
          "search.architectureWarmupUpdates=",
          "search.architectureRate=",
          "search.architectureTravel=");

  /** A name is a folder. */
  ComparisonRow {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw UserException.usage(
          "--row: a name has letters, digits, periods and dashes, unlike '" + name + "'");
    }
    for (String setting : settings) {
      if (BUDGET.stream().anyMatch(setting::startsWith)) {
        throw UserException.usage(
            "--row %s: %s follows from the budget and the configuration, the same for all rows;"
                    .formatted(name, setting.substring(0, setting.indexOf('=')))
                + " leave it away");
      }
    }
    settings = List.copyOf(settings);
  }

  /**
   * The rows of the table: the Transformer, all methods by name, and what decides a doubt about
   * them.
   *
   * @param transformer its sizes
   */
  static Map<String, ComparisonRow> standard(List<String> transformer) {
    Map<String, ComparisonRow> rows = new LinkedHashMap<>();
    List<String> baseline = new ArrayList<>(transformer);
    baseline.add("model.architecture=transformer");
    add(rows, new ComparisonRow(TRANSFORMER, false, baseline));
    for (MethodName method : MethodName.values()) {
      String name = EnumText.of(method);
      add(rows, new ComparisonRow(name, true, List.of("search.method=" + name)));
    }
    add(rows, searched("darts-post", "search.method=darts", "model.candidateNorm=post"));
    add(
        rows,
        searched("darts-normalised", "search.method=darts", "search.normaliseCandidates=true"));
    return rows;
  }

  static ComparisonRow searched(String name, String... settings) {
    return new ComparisonRow(name, true, List.of(settings));
  }

  private static void add(Map<String, ComparisonRow> rows, ComparisonRow row) {
    rows.put(row.name(), row);
  }
}
