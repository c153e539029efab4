package org.translatenas.translate.score;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A score as sacreBLEU prints it.
 *
 * @param width digits behind the point
 */
public record ScoreFormat(int width) {
  /** Checks the width. */
  public ScoreFormat {
    if (width < 0) {
      throw new IllegalArgumentException("width must be 0 or more, not " + width);
    }
  }

  /** The number alone, with its interval if there is one. */
  public String number(MetricScore score, Interval interval) {
    String number = PythonNumbers.fixed(score.score(), width);
    return !isShown(interval) ? number : number + " (" + confidence(interval) + ")";
  }

  /** sacreBLEU shows none around zero. */
  private static boolean isShown(Interval interval) {
    return interval != null && interval.mean() > 0;
  }

  private String confidence(Interval interval) {
    return "μ = " + interval.text(width);
  }

  /**
   * {@code BLEU|SIGNATURE = 28.4 60.1/33.0/… (BP = …)}; the signature may be abbreviated.
   *
   * @param interval may be null
   */
  public String text(MetricScore score, Interval interval, String signature) {
    return "%s|%s = %s %s"
        .formatted(score.name(), signature, number(score, interval), score.verbose())
        .stripTrailing();
  }

  /**
   * An object of one line per key, with the signature as a whole and in parts.
   *
   * @param interval may be null
   */
  public String json(MetricScore score, Interval interval, Signature signature) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", PythonJson.text(score.name()));
    fields.put("score", rounded(score.score()));
    fields.put("signature", PythonJson.text(signature.full()));
    if (isShown(interval)) {
      fields.put("confidence_mean", rounded(interval.mean()));
      fields.put("confidence_var", rounded(interval.halfWidth()));
      fields.put("confidence", PythonJson.text(confidence(interval)));
    }
    if (!score.verbose().isEmpty()) {
      fields.put("verbose_score", PythonJson.text(score.verbose()));
    }
    signature.items().forEach((key, value) -> fields.put(key, PythonJson.text(value)));
    return fields.entrySet().stream()
        .map(field -> " " + PythonJson.text(field.getKey()) + ": " + field.getValue())
        .collect(Collectors.joining(",\n", "{\n", "\n}"));
  }

  private String rounded(double value) {
    return PythonNumbers.repr(Double.parseDouble(PythonNumbers.fixed(value, width)));
  }
}
