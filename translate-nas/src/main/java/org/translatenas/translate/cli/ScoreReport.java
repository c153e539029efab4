package org.translatenas.translate.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.translatenas.translate.score.Interval;
import org.translatenas.translate.score.Metric;
import org.translatenas.translate.score.MetricScore;
import org.translatenas.translate.score.Resampling;
import org.translatenas.translate.score.ScoreFormat;
import org.translatenas.translate.score.Signature;
import org.translatenas.translate.score.SystemScores;
import org.translatenas.translate.score.SystemScores.Cell;
import org.translatenas.translate.score.SystemTable;

/** What {@code score} prints, computed as it goes. */
record ScoreReport(SignificanceOptions significance, ReportOptions options) {
  private static final String SIGNATURES = "Metric signatures";

  /** One system: each metric's score with its signature; several JSON objects stand in a list. */
  String single(List<Metric> metrics, List<String> hypotheses, List<List<String>> references) {
    ScoreFormat printed = new ScoreFormat(options.width);
    boolean json = options.format.equals("json");
    List<String> texts = new ArrayList<>();
    for (Metric metric : metrics) {
      double[][] segments = metric.segmentVectors(hypotheses, references);
      MetricScore score = metric.scoreOfSum(Metric.sum(segments));
      Signature signature = metric.signature(references.size());
      Interval interval = null;
      if (significance.confidence) {
        Resampling bootstrap = significance.bootstrap();
        interval = bootstrap.confidence(metric, segments);
        signature = signature.resampled(bootstrap, null);
      }
      if (options.scoreOnly) {
        texts.add(printed.number(score, interval));
      } else if (json) {
        texts.add(printed.json(score, interval, signature));
      } else {
        texts.add(printed.text(score, interval, text(signature)));
      }
    }
    if (texts.size() == 1) {
      return texts.get(0);
    }
    return json ? "[\n" + String.join(",\n", texts) + "\n]" : aligned(texts);
  }

  /** Lines with spaces before them, so that their first equals signs stand below each other. */
  private static String aligned(List<String> lines) {
    int most = lines.stream().mapToInt(line -> line.indexOf('=')).max().orElse(0);
    return lines.stream()
        .map(line -> line.indexOf('=') < 0 ? line : " ".repeat(most - line.indexOf('=')) + line)
        .collect(Collectors.joining("\n"));
  }

  /** Each sentence's score, a line for each. */
  String sentences(Metric metric, List<String> hypotheses, List<List<String>> references) {
    ScoreFormat printed = new ScoreFormat(options.width);
    String signature = text(metric.signature(references.size()));
    List<String> lines = new ArrayList<>();
    for (double[] segment : metric.segmentVectors(hypotheses, references)) {
      MetricScore score = metric.scoreOfSum(segment);
      lines.add(
          options.scoreOnly ? printed.number(score, null) : printed.text(score, null, signature));
    }
    return String.join("\n", lines);
  }

  private String text(Signature signature) {
    return options.abbreviate ? signature.abbreviated() : signature.full();
  }

  /**
   * Several systems: a table, and in text the signatures below it.
   *
   * @param systems by their names, of which the first may be empty
   */
  String several(
      List<Metric> metrics, Map<String, List<String>> systems, List<List<String>> references) {
    List<String> names = List.copyOf(systems.keySet());
    List<List<Cell>> cells = new ArrayList<>();
    names.forEach(name -> cells.add(new ArrayList<>()));
    Map<String, Signature> signatures = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      List<Cell> column = column(metric, systems.values(), references);
      for (int i = 0; i < names.size(); i++) {
        cells.get(i).add(column.get(i));
      }
      signatures.put(column.get(0).score().name(), signature(metric, references.size()));
    }
    List<SystemScores> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      rows.add(new SystemScores(names.get(i), significance.paired() && i == 0, cells.get(i)));
    }
    SystemTable table = new SystemTable(rows, options.width);
    return switch (options.format) {
      case "json" -> table.json();
      case "latex" -> table.latex() + below(signatures);
      default -> table.text() + below(signatures);
    };
  }

  private List<Cell> column(
      Metric metric, Collection<List<String>> systems, List<List<String>> references) {
    List<double[][]> segments =
        systems.stream().map(texts -> metric.segmentVectors(texts, references)).toList();
    List<Resampling.Result> results = new ArrayList<>();
    if (significance.pairedBootstrap) {
      results.addAll(significance.bootstrap().bootstrapTest(metric, segments));
    } else {
      for (double[][] system : segments) {
        boolean tested = significance.pairedRandomization && !results.isEmpty();
        results.add(
            new Resampling.Result(
                tested
                    ? significance
                        .randomization()
                        .randomizationTest(metric, segments.get(0), system)
                    : null,
                significance.confidence
                    ? significance.bootstrap().confidence(metric, system)
                    : null));
      }
    }
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      MetricScore score = metric.scoreOfSum(Metric.sum(segments.get(i)));
      cells.add(new Cell(score, results.get(i).pValue(), results.get(i).interval()));
    }
    return cells;
  }

  private Signature signature(Metric metric, int references) {
    Signature signature = metric.signature(references);
    boolean bootstrap = significance.confidence || significance.pairedBootstrap;
    boolean randomization = significance.pairedRandomization;
    return bootstrap || randomization
        ? signature.resampled(
            bootstrap ? significance.bootstrap() : null,
            randomization ? significance.randomization() : null)
        : signature;
  }

  private String below(Map<String, Signature> signatures) {
    StringBuilder text = new StringBuilder("\n\n");
    if (significance.paired()) {
      text.append("p: how probable so great a difference from the baseline is by chance alone")
          .append(
              significance.pairedBootstrap ? " (paired bootstrap" : " (approximate randomisation")
          .append("); * below 0.05.\n\n");
    }
    String line = "-".repeat(SIGNATURES.length()) + "\n";
    text.append(line).append(SIGNATURES).append('\n').append(line);
    signatures.forEach(
        (name, signature) -> text.append(" - %-10s %s\n".formatted(name, text(signature))));
    return text.toString().stripTrailing();
  }
}
