package org.translatenas.translate.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.translatenas.translate.score.Metric;
import org.translatenas.translate.score.MetricScore;
import org.translatenas.translate.score.PythonNumbers;
import org.translatenas.translate.testset.Segments;

/** Scores of the parts of a test set: by the language they were written in, and by domain. */
record ScoreDetail(TestSetOptions options, int width) {
  private static final int SENTENCES_WIDTH = 6;

  /** A line for each part and metric, each behind a line feed; of one system's translations. */
  String lines(List<Metric> metrics, Segments segments, List<String> hypotheses) {
    if (segments == null || !segments.fields().containsKey("origlang")) {
      return "\n-d: these references do not say in which language they were written";
    }
    Map<String, int[]> parts = new LinkedHashMap<>();
    for (String language : names(options.origlang, segments, "origlang")) {
      parts.put(
          "origlang=%s domain=ALL".formatted(language),
          TestSetOptions.chosen(segments, language, null));
      for (String domain : names(options.subset, segments, "domain")) {
        parts.put(
            "origlang=%s domain=%s".formatted(language, domain),
            TestSetOptions.chosen(segments, language, domain));
      }
    }
    parts.values().removeIf(places -> places.length == 0);
    int room = parts.keySet().stream().mapToInt(String::length).max().orElse(0) + 1;
    List<String> lines = new ArrayList<>();
    parts.forEach(
        (name, places) -> lines.addAll(lines(name, room, metrics, segments, places, hypotheses)));
    return "\n" + String.join("\n", lines);
  }

  private List<String> lines(
      String name,
      int room,
      List<Metric> metrics,
      Segments segments,
      int[] places,
      List<String> hypotheses) {
    List<List<String>> references =
        segments.referenceStreams().stream()
            .map(stream -> TestSetOptions.at(stream, places))
            .toList();
    List<MetricScore> scores =
        metrics.stream()
            .map(metric -> metric.score(TestSetOptions.at(hypotheses, places), references))
            .toList();
    int widest = scores.stream().mapToInt(score -> score.name().length()).max().orElse(0);
    return scores.stream()
        .map(
            score ->
                padded(name, room)
                    + ": sentences="
                    + padded(Integer.toString(places.length), SENTENCES_WIDTH)
                    + " "
                    + padded(score.name(), widest)
                    + " = "
                    + PythonNumbers.fixed(score.score(), width))
        .toList();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** What was asked for, or all values of a field. */
  private static Iterable<String> names(String chosen, Segments segments, String field) {
    if (chosen != null) {
      return List.of(chosen);
    }
    return segments.fields().containsKey(field)
        ? new TreeSet<>(segments.fields().get(field))
        : List.of();
  }
}
