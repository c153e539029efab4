package org.translatenas.translate.score;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
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

  /** The number alone. */
  public String number(MetricScore score) {
    return PythonNumbers.fixed(score.score(), width);
  }

  /** {@code BLEU|SIGNATURE = 28.4 60.1/33.0/… (BP = …)}; the signature may be abbreviated. */
  public String text(MetricScore score, String signature) {
    return "%s|%s = %s %s"
        .formatted(score.name(), signature, number(score), score.verbose())
        .stripTrailing();
  }

  /** An object of one line per key, with the signature as a whole and in parts. */
  public String json(MetricScore score, Signature signature) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", quoted(score.name()));
    fields.put("score", PythonNumbers.repr(Double.parseDouble(number(score))));
    fields.put("signature", quoted(signature.full()));
    if (!score.verbose().isEmpty()) {
      fields.put("verbose_score", quoted(score.verbose()));
    }
    signature.items().forEach((key, value) -> fields.put(key, quoted(value)));
    return fields.entrySet().stream()
        .map(field -> " " + quoted(field.getKey()) + ": " + field.getValue())
        .collect(Collectors.joining(",\n", "{\n", "\n}"));
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
