package org.translatenas.translate.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.translatenas.translate.decode.Translator.Translation;

/** How translations are written. */
public abstract class TranslationFormat {
  private final int translations;

  private TranslationFormat(int translations) {
    this.translations = translations;
  }

  /** How many translations of each line it wants. */
  public int translations() {
    return translations;
  }

  /**
   * The output for one line of input, its line end included.
   *
   * @param line its number, from 1
   */
  public abstract String text(long line, String source, List<Translation> found);

  /**
   * Plain text: one line for each line; of several translations each has its line {@code NUMBER |||
   * TRANSLATION ||| SCORE}, as Moses writes them, numbers from 0.
   */
  public static TranslationFormat text(int translations) {
    return translations == 1 ? new Plain() : new Numbered(translations);
  }

  /** JSON Lines: an object for each line of input. */
  public static TranslationFormat json(int translations) {
    return new Json(translations);
  }

  private static final class Plain extends TranslationFormat {
    Plain() {
      super(1);
    }

    @Override
    public String text(long line, String source, List<Translation> found) {
      return (found.isEmpty() ? "" : found.get(0).text()) + "\n";
    }
  }

  private static final class Numbered extends TranslationFormat {
    Numbered(int translations) {
      super(translations);
    }

    @Override
    public String text(long line, String source, List<Translation> found) {
      if (found.isEmpty()) {
        return (line - 1) + " |||  ||| 0\n";
      }
      StringBuilder text = new StringBuilder();
      for (Translation translation : found) {
        text.append(
            String.format(
                Locale.ROOT,
                "%d ||| %s ||| %.6f\n",
                line - 1,
                translation.text(),
                translation.hypothesis().score()));
      }
      return text.toString();
    }
  }

  private static final class Json extends TranslationFormat {
    private final ObjectMapper json = new ObjectMapper();

    Json(int translations) {
      super(translations);
    }

    @Override
    public String text(long line, String source, List<Translation> found) {
      List<Map<String, Object>> list = new ArrayList<>();
      for (Translation translation : found) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", translation.text());
        object.put("score", translation.hypothesis().score());
        object.put("logProbability", translation.hypothesis().logProbability());
        object.put("pieces", translation.hypothesis().ids().length);
        list.add(object);
      }
      Map<String, Object> whole = new LinkedHashMap<>();
      whole.put("line", line);
      whole.put("source", source);
      whole.put("translations", list);
      try {
        return json.writeValueAsString(whole) + "\n";
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
