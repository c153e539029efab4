package org.translatenas.translate.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translatenas.translate.score.Interval;
import org.translatenas.translate.score.Metric;
import org.translatenas.translate.score.MetricScore;
import org.translatenas.translate.score.Resampling;
import org.translatenas.translate.score.ScoreFormat;
import org.translatenas.translate.score.Signature;
import org.translatenas.translate.score.SystemScores;
import org.translatenas.translate.score.SystemScores.Cell;
import org.translatenas.translate.score.SystemTable;

/**
 * What {@code score} prints, computed as it goes.
 *
 * @param scoreOnly numbers alone, for one system
 * @param abbreviate short signatures
 */
record ScoreReport(
    SignificanceOptions significance,
    String format,
    int width,
    boolean scoreOnly,
    boolean abbreviate) {

  /** One system: each metric's score with its signature; several JSON objects stand in a list. */
  String single(List<Metric> metrics, List<String> hypotheses, List<List<String>> references) {
    ScoreFormat printed = new ScoreFormat(width);
    List<String> texts = new ArrayList<>();
    for (Metric metric : metrics) {
      double[][] segments = metric.segmentVectors(hypotheses, references);
      MetricScore score = metric.scoreOfSum(Metric.sum(segments));
      Signature signature = metric.signature(references.size());
      Interval interval = null;
      if (significance.confidence) {
        Resampling bootstrap = significance.bootstrap();
        interval = bootstrap.confidence(metric, segments);
        signature = signature.resampled("bs", bootstrap);
      }
      if (scoreOnly) {
        texts.add(printed.number(score, interval));
      } else if (format.equals("json")) {
        texts.add(printed.json(score, interval, signature));
      } else {
        texts.add(printed.text(score, interval, text(signature)));
      }
    }
    boolean list = texts.size() > 1 && format.equals("json") && !scoreOnly;
    return list ? "[\n" + String.join(",\n", texts) + "\n]" : String.join("\n", texts);
  }

  private String text(Signature signature) {
    return abbreviate ? signature.abbreviated() : signature.full();
  }

  /** Several systems: a table, and in text the signatures below it. */
  String several(
      List<Metric> metrics, Map<String, List<String>> systems, List<List<String>> references) {
    List<String> names = List.copyOf(systems.keySet());
    List<List<Cell>> cells = new ArrayList<>();
    names.forEach(name -> cells.add(new ArrayList<>()));
    Map<String, Signature> signatures = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      List<double[][]> segments = new ArrayList<>();
      for (List<String> hypotheses : systems.values()) {
        segments.add(metric.segmentVectors(hypotheses, references));
      }
      for (int i = 0; i < names.size(); i++) {
        cells.get(i).add(cell(metric, segments.get(0), segments.get(i), i > 0));
      }
      signatures.put(
          cells.get(0).get(cells.get(0).size() - 1).score().name(),
          signature(metric, references.size()));
    }
    List<SystemScores> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      rows.add(new SystemScores(names.get(i), significance.paired() && i == 0, cells.get(i)));
    }
    SystemTable table = new SystemTable(rows, width);
    return switch (format) {
      case "json" -> table.json();
      case "latex" -> table.latex() + below(signatures);
      default -> table.text() + below(signatures);
    };
  }

  private Cell cell(Metric metric, double[][] baseline, double[][] system, boolean tested) {
    MetricScore score = metric.scoreOfSum(Metric.sum(system));
    Interval interval =
        significance.confidence || significance.pairedBootstrap
            ? significance.bootstrap().confidence(metric, system)
            : null;
    if (!tested || !significance.paired()) {
      return new Cell(score, null, interval);
    }
    double pValue =
        significance.pairedBootstrap
            ? significance.bootstrap().bootstrapTest(metric, baseline, system)
            : significance.randomization().randomizationTest(metric, baseline, system);
    return new Cell(score, pValue, interval);
  }

  private Signature signature(Metric metric, int references) {
    Signature signature = metric.signature(references);
    if (significance.pairedRandomization) {
      return signature.resampled("ar", significance.randomization());
    }
    return significance.confidence || significance.pairedBootstrap
        ? signature.resampled("bs", significance.bootstrap())
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
    signatures.forEach(
        (name, signature) -> text.append(" - %-10s %s%n".formatted(name, text(signature))));
    return text.toString().stripTrailing();
  }
}
