package org.translatenas.translate.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.translatenas.tokenization.Tokenizer;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.model.ModelFolder;
import org.translatenas.translate.model.TranslationModel;

/**
 * Text in, text out: one line for each line, in their order. A line that is empty, blank, or
 * nothing to the tokenizer gives an empty line.
 */
public final class Translator {
  private final Tokenizer tokenizer;
  private final BeamSearch search;
  private final DecodeConfig config;
  private final Consumer<String> warnings;

  /**
   * A translator with {@code folder}'s model, which stays the caller's.
   *
   * @param warnings takes messages of one line
   */
  public Translator(ModelFolder folder, DecodeConfig config, Consumer<String> warnings) {
    this(folder.model(), folder.tokenizer(), folder.marks(), config, warnings);
  }

  /** A translator with a model that is in training; it stays the caller's. */
  public Translator(
      TranslationModel model,
      Tokenizer tokenizer,
      Marks marks,
      DecodeConfig config,
      Consumer<String> warnings) {
    this.tokenizer = tokenizer;
    this.search = new BeamSearch(model, marks, config);
    this.config = config;
    this.warnings = warnings;
  }

  /**
   * A translation of a line.
   *
   * @param text one line
   * @param hypothesis its pieces and scores
   */
  public record Translation(String text, Hypothesis hypothesis) {}

  /**
   * The translations of {@code lines}.
   *
   * @param firstLine the first one's number in the whole input, for warnings
   */
  public List<String> translate(List<String> lines, long firstLine) {
    return translate(lines, firstLine, 1).stream()
        .map(found -> found.isEmpty() ? "" : found.get(0).text())
        .toList();
  }

  /**
   * The best translations of each line, best first; none for a line without pieces.
   *
   * @param firstLine the first one's number in the whole input, for warnings
   * @param count how many, at most the beam
   */
  public List<List<Translation>> translate(List<String> lines, long firstLine, int count) {
    List<List<Translation>> translations =
        new ArrayList<>(Collections.nCopies(lines.size(), List.of()));
    List<int[]> sources = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int[] ids = lines.get(i).isBlank() ? new int[0] : tokenizer.encode(lines.get(i));
      if (ids.length > 0) {
        sources.add(cut(ids, firstLine + i));
        places.add(i);
      }
    }
    for (List<Integer> batch : LengthBatches.of(sources, config.batchTokens() / config.beam())) {
      List<List<Hypothesis>> found =
          search.search(batch.stream().map(sources::get).toList(), count);
      for (int i = 0; i < found.size(); i++) {
        translations.set(
            places.get(batch.get(i)),
            found.get(i).stream().map(h -> new Translation(text(h), h)).toList());
      }
    }
    return translations;
  }

  private int[] cut(int[] ids, long line) {
    int most = config.maxInputLength();
    if (ids.length <= most) {
      return ids;
    }
    warnings.accept(
        ("line %d: has %d pieces, only the first %d are translated; split the line or raise"
                + " decode.maxInputLength")
            .formatted(line, ids.length, most));
    return Arrays.copyOf(ids, most);
  }

  /** A model can put out a piece that ends a line; the lines behind it must keep their places. */
  private String text(Hypothesis hypothesis) {
    return tokenizer.decode(hypothesis.ids()).replace('\n', ' ').replace('\r', ' ');
  }
}
