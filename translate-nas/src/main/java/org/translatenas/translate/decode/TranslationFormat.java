package org.translatenas.translate.decode;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How translations are written. */
public abstract class TranslationFormat {
  private final int translations;

  /** For {@code translations} translations of each line. */
  TranslationFormat(int translations) {
    this.translations = translations;
  }

  /** What is written of attention. */
  public enum Alignment {
    NONE,
    /** Pairs of a source piece and a piece of the translation, numbers from 0. */
    HARD,
    /** For each piece of the translation the attention on all of the source. */
    SOFT
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
   * Plain text: one line for each line, with {@code TRANSLATION ||| ALIGNMENT} where alignments are
   * wanted, as Marian writes them; of several translations each has its line {@code NUMBER |||
   * TRANSLATION ||| SCORE [||| ALIGNMENT]}, as Moses writes them, numbers from 0.
   */
  public static TranslationFormat text(int translations, Alignment alignment) {
    return translations == 1 ? new Plain(alignment) : new Numbered(translations, alignment);
  }

  /**
   * JSON Lines: an object for each line of input.
   *
   * @param pieceScores whether each translation has its pieces and their log probabilities
   */
  public static TranslationFormat json(int translations, Alignment alignment, boolean pieceScores) {
    return new JsonFormat(translations, alignment, pieceScores);
  }

  private static String aligned(Translation translation, Alignment alignment) {
    return switch (alignment) {
      case NONE -> "";
      case HARD ->
          " ||| "
              + translation.alignment().stream()
                  .map(pair -> pair[0] + "-" + pair[1])
                  .collect(Collectors.joining(" "));
      case SOFT ->
          " ||| "
              + translation.attention().stream()
                  .map(TranslationFormat::weights)
                  .collect(Collectors.joining(" "));
    };
  }

  private static String weights(float[] row) {
    StringBuilder text = new StringBuilder();
    for (float weight : row) {
      text.append(text.isEmpty() ? "" : ",").append(String.format(Locale.ROOT, "%.4f", weight));
    }
    return text.toString();
  }

  private static final class Plain extends TranslationFormat {
    private final Alignment alignment;

    Plain(Alignment alignment) {
      super(1);
      this.alignment = alignment;
    }

    @Override
    public String text(long line, String source, List<Translation> found) {
      if (found.isEmpty()) {
        return alignment == Alignment.NONE ? "\n" : " ||| \n";
      }
      return found.get(0).text() + aligned(found.get(0), alignment) + "\n";
    }
  }

  private static final class Numbered extends TranslationFormat {
    private final Alignment alignment;

    Numbered(int translations, Alignment alignment) {
      super(translations);
      this.alignment = alignment;
    }

    @Override
    public String text(long line, String source, List<Translation> found) {
      if (found.isEmpty()) {
        return (line - 1) + " |||  ||| 0" + (alignment == Alignment.NONE ? "" : " ||| ") + "\n";
      }
      StringBuilder text = new StringBuilder();
      for (Translation translation : found) {
        text.append(
            String.format(
                Locale.ROOT,
                "%d ||| %s ||| %.6f%s\n",
                line - 1,
                translation.text(),
                translation.score(),
                aligned(translation, alignment)));
      }
      return text.toString();
    }
  }
}
