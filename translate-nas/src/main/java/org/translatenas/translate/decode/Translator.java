package org.translatenas.translate.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.translatenas.reversible.Seeds;
import org.translatenas.tokenization.Tokenizer;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.config.LongInput;
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
  private final Wishes wishes;
  private final Consumer<String> warnings;

  /**
   * What is wanted beside the text.
   *
   * @param attention of every translation
   * @param replaceUnknown the unknown piece gives way to the source piece that it looked at most
   * @param seed of what is drawn
   */
  public record Wishes(boolean attention, boolean replaceUnknown, long seed) {
    /** The text alone. */
    public static final Wishes NONE = new Wishes(false, false, 0);
  }

  /**
   * A line to translate.
   *
   * @param prefix what its translations begin with, mostly nothing
   */
  public record Line(String source, String prefix) {}

  /** A part of a line on its way. */
  private record Pending(int line, List<String> pieces, List<String> prefix, DecodeInput input) {}

  /**
   * A translator with the models of {@code folders}, which stay the caller's and have one
   * vocabulary.
   *
   * @param warnings takes messages of one line
   */
  public Translator(
      List<ModelFolder> folders, DecodeConfig config, Wishes wishes, Consumer<String> warnings) {
    this(
        folders.stream().map(ModelFolder::model).toList(),
        folders.get(0).tokenizer(),
        folders.get(0).marks(),
        config,
        wishes,
        warnings);
  }

  /** A translator with models that may be in training; they stay the caller's. */
  public Translator(
      List<TranslationModel> models,
      Tokenizer tokenizer,
      Marks marks,
      DecodeConfig config,
      Wishes wishes,
      Consumer<String> warnings) {
    this.tokenizer = tokenizer;
    boolean attention = wishes.attention() || wishes.replaceUnknown();
    this.search =
        new BeamSearch(models, marks, config, tokenizer.unkId(), attention, wishes.seed());
    this.config = config;
    this.wishes = wishes;
    this.warnings = warnings;
  }

  /**
   * The translations of {@code lines}.
   *
   * @param firstLine the first one's number in the whole input, for warnings
   */
  public List<String> translate(List<String> lines, long firstLine) {
    List<Line> free = lines.stream().map(line -> new Line(line, "")).toList();
    return translate(free, firstLine, 1).stream()
        .map(found -> found.isEmpty() ? "" : found.get(0).text())
        .toList();
  }

  /**
   * The best translations of each line, best first; none for a line without pieces.
   *
   * @param firstLine the first one's number in the whole input, for warnings
   * @param count how many, at most the beam
   */
  public List<List<Translation>> translate(List<Line> lines, long firstLine, int count) {
    List<Pending> pending = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).source().isBlank()) {
        pending.addAll(parts(lines.get(i), i, firstLine + i));
      }
    }
    List<List<Hypothesis>> hypotheses = search(pending, count);
    List<List<Translation>> translations =
        new ArrayList<>(Collections.nCopies(lines.size(), List.of()));
    for (int begin = 0, end; begin < pending.size(); begin = end) {
      int line = pending.get(begin).line();
      end = begin + 1;
      while (end < pending.size() && pending.get(end).line() == line) {
        end++;
      }
      translations.set(
          line, joined(pending.subList(begin, end), hypotheses.subList(begin, end), count));
    }
    return translations;
  }

  private List<List<Hypothesis>> search(List<Pending> pending, int count) {
    List<List<Hypothesis>> result = new ArrayList<>(Collections.nCopies(pending.size(), null));
    List<int[]> sources = pending.stream().map(part -> part.input().source()).toList();
    int rows = config.sampling() ? count : config.beam();
    for (List<Integer> batch : LengthBatches.of(sources, config.batchTokens() / rows)) {
      List<List<Hypothesis>> found =
          search.translations(batch.stream().map(i -> pending.get(i).input()).toList(), count);
      for (int i = 0; i < found.size(); i++) {
        result.set(batch.get(i), found.get(i));
      }
    }
    return result;
  }

  private List<Pending> parts(Line line, int place, long number) {
    int[] ids = tokenizer.encode(line.source());
    List<String> pieces = tokenizer.encodeAsPieces(line.source());
    int most = config.maxInputLength();
    List<Integer> ends = SourceParts.ends(pieces, most);
    if (ids.length > most) {
      boolean cut = config.longInput() == LongInput.CUT;
      ends = cut ? List.of(most) : ends;
      String what =
          cut
              ? "only the first %d are translated; split the line or raise".formatted(most)
              : "it is translated in %d parts of at most %d; split it or raise"
                  .formatted(ends.size(), most);
      warnings.accept(
          "line %d: has %d pieces, %s decode.maxInputLength".formatted(number, ids.length, what));
    }
    List<Pending> parts = new ArrayList<>();
    int begin = 0;
    for (int end : ends) {
      if (end > begin) {
        int[] source = Arrays.copyOfRange(ids, begin, end);
        String forced = begin == 0 ? line.prefix() : "";
        List<String> given = tokenizer.encodeAsPieces(forced);
        int[] prefix = tokenizer.encode(forced);
        long key = Seeds.of(Seeds.named(number, "parts"), parts.size());
        parts.add(
            new Pending(
                place, pieces.subList(begin, end), given, new DecodeInput(source, prefix, key)));
      }
      begin = end;
    }
    return parts;
  }

  private List<Translation> joined(List<Pending> parts, List<List<Hypothesis>> found, int count) {
    List<Translation> result = new ArrayList<>();
    for (List<Hypothesis> line :
        config.sampling() ? JoinedParts.draws(found) : JoinedParts.best(found, count)) {
      List<Translation.Part> list = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        list.add(part(parts.get(i), line.get(i)));
      }
      String text = list.stream().map(part -> text(part)).collect(Collectors.joining(" "));
      result.add(new Translation(text, list));
    }
    return result;
  }

  /** Of a prefix the pieces stay that were given, known or not. */
  private Translation.Part part(Pending pending, Hypothesis hypothesis) {
    List<String> source = pending.pieces();
    List<String> given = pending.prefix();
    List<String> target = new ArrayList<>();
    int[] ids = hypothesis.ids();
    int[] alignment = wishes.replaceUnknown() ? hypothesis.alignment() : null;
    for (int i = 0; i < ids.length; i++) {
      boolean replaced = alignment != null && ids[i] == tokenizer.unkId();
      String piece = replaced ? source.get(alignment[i]) : tokenizer.piece(ids[i]);
      target.add(i < given.size() ? given.get(i) : piece);
    }
    return new Translation.Part(source, target, hypothesis);
  }

  /** A model can put out a piece that ends a line; the lines behind it must keep their places. */
  private String text(Translation.Part part) {
    return tokenizer.decodePieces(part.target()).replace('\n', ' ').replace('\r', ' ');
  }
}
