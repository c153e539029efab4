package org.translatenas.translate.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Translations as JSON Lines. */
final class JsonFormat extends TranslationFormat {
  private final ObjectMapper json = new ObjectMapper();
  private final Alignment alignment;
  private final boolean pieceScores;

  JsonFormat(int translations, Alignment alignment, boolean pieceScores) {
    super(translations);
    this.alignment = alignment;
    this.pieceScores = pieceScores;
  }

  @Override
  public String text(long line, String source, List<Translation> found) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("line", line);
    whole.put("source", source);
    if (alignment != Alignment.NONE && !found.isEmpty()) {
      whole.put("sourceTokens", found.get(0).source());
    }
    List<Map<String, Object>> list = new ArrayList<>();
    found.forEach(translation -> list.add(object(translation)));
    whole.put("translations", list);
    try {
      return json.writeValueAsString(whole) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> object(Translation translation) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("text", translation.text());
    object.put("score", translation.score());
    object.put("logProbability", translation.logProbability());
    object.put("pieces", translation.target().size());
    if (pieceScores || alignment != Alignment.NONE) {
      object.put("tokens", translation.target());
    }
    if (pieceScores) {
      object.put("tokenScores", translation.pieceScores());
      if (translation.parts().size() > 1) {
        object.put("partTokens", translation.parts().stream().map(p -> p.target().size()).toList());
      }
    }
    if (alignment == Alignment.HARD) {
      object.put("alignment", translation.alignment());
    } else if (alignment == Alignment.SOFT) {
      object.put("attention", translation.attention());
    }
    return object;
  }
}
