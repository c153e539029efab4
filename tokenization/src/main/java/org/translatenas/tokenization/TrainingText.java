package org.translatenas.tokenization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The normalised text that a model is trained on, as distinct words with their frequencies, the
 * most frequent first; if pieces may reach over spaces, as distinct lines in the order of the
 * input.
 */
final class TrainingText {

  /** Marks the unknown while training; lines that contain it are left out. */
  static final int UNKNOWN_CHARACTER = 0x2585;

  /** Stands for a symbol in the text, and never gets into a piece. */
  static final int SYMBOL_CHARACTER = '\t';

  /** A word by its code points. */
  static final class Word {
    private final int[] characters;
    private final long frequency;
    private final long lineEnds;

    private Word(int[] characters, long frequency, long lineEnds) {
      this.characters = characters;
      this.frequency = frequency;
      this.lineEnds = lineEnds;
    }

    int[] characters() {
      return characters;
    }

    long frequency() {
      return frequency;
    }

    /** How often it is the last of its line. */
    long lineEnds() {
      return lineEnds;
    }
  }

  private static final Comparator<Word> ORDER =
      Comparator.comparingLong(Word::frequency)
          .reversed()
          .thenComparing(Word::characters, Arrays::compare);

  private final List<Word> words;
  private final boolean splitByWhitespace;

  private TrainingText(Map<String, long[]> counts, boolean splitByWhitespace) {
    this.splitByWhitespace = splitByWhitespace;
    words = new ArrayList<>(counts.size());
    counts.forEach(
        (word, count) -> words.add(new Word(word.codePoints().toArray(), count[0], count[1])));
    // Ties between rare pairs go by the order, so it has to be that of SentencePiece, too.
    if (splitByWhitespace) {
      words.sort(ORDER);
    }
  }

  static TrainingText read(
      Iterable<String> lines,
      TrainerOptions options,
      SymbolTable symbols,
      ProtoMessage normalizerSpec,
      TrainerProgress progress) {
    TextNormalizer normalizer = normalizer(normalizerSpec);
    SymbolMatcher matcher = symbols.matcher();
    Map<String, long[]> counts = new LinkedHashMap<>();
    long all = 0;
    long blank = 0;
    long tooLong = 0;
    long reserved = 0;
    for (String line : lines) {
      all++;
      if (TrainerOptions.reserved(line)) {
        reserved++;
      } else if (options.tooLong(line)) {
        tooLong++;
      } else {
        String text =
            matcher.replaceAll(normalizer.normalize(line), Character.toString(SYMBOL_CHARACTER));
        blank += text.isEmpty() ? 1 : 0;
        count(text, options.splitByWhitespace(), counts);
      }
    }
    progress.read(new TrainerProgress.LineCounts(all, blank, tooLong, reserved));
    return new TrainingText(counts, options.splitByWhitespace());
  }

  private static TextNormalizer normalizer(ProtoMessage message) {
    try {
      NormalizerSpec spec = new NormalizerSpec(message, "normaliser");
      return new TextNormalizer(
          spec,
          CharsMap.parse(spec.precompiledCharsmap(), "normaliser"),
          new SymbolMatcher(List.of()),
          false);
    } catch (ModelFormatException e) {
      throw new IllegalStateException("own normalisation rules are damaged", e);
    }
  }

  private static void count(String text, boolean splitByWhitespace, Map<String, long[]> counts) {
    int begin = 0;
    while (begin < text.length()) {
      int space = splitByWhitespace ? text.indexOf(TextNormalizer.SPACE_SYMBOL, begin + 1) : -1;
      int end = space < 0 ? text.length() : space;
      long[] count = counts.computeIfAbsent(text.substring(begin, end), word -> new long[2]);
      count[0]++;
      count[1] += space < 0 ? 1 : 0;
      begin = end;
    }
  }

  /** The same with all characters outside the alphabet made the unknown one. */
  TrainingText restrictedTo(Alphabet alphabet) {
    Map<String, long[]> counts = new LinkedHashMap<>();
    for (Word word : words) {
      int[] known = word.characters.clone();
      for (int i = 0; i < known.length; i++) {
        known[i] = alphabet.contains(known[i]) ? known[i] : UNKNOWN_CHARACTER;
      }
      String text = new String(known, 0, known.length);
      long[] count = counts.computeIfAbsent(text, newText -> new long[2]);
      count[0] += word.frequency;
      count[1] += word.lineEnds;
    }
    return new TrainingText(counts, splitByWhitespace);
  }

  List<Word> words() {
    return words;
  }
}
