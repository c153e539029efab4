package org.translatenas.tokenization;

import java.util.Arrays;

/**
 * The text that a unigram model is trained on: all distinct words one after the other, each with a
 * mark behind it that says whether a space or the end of the line follows. A word that is met
 * before both is there twice.
 */
final class UnigramText {
  private static final int BEFORE_SPACE = -1;
  private static final int BEFORE_LINE_END = -2;

  /** Code points, and negative numbers for the marks. */
  private final int[] characters;

  /** By word, where it begins; one more entry for the end of all. */
  private final int[] begins;

  private final long[] frequencies;

  private UnigramText(int[] characters, int[] begins, long[] frequencies) {
    this.characters = characters;
    this.begins = begins;
    this.frequencies = frequencies;
  }

  static UnigramText of(TrainingText text) {
    int words = 0;
    long size = 0;
    for (TrainingText.Word word : text.words()) {
      int copies = (inLine(word) > 0 ? 1 : 0) + (word.lineEnds() > 0 ? 1 : 0);
      words += copies;
      size += (long) copies * (word.characters().length + 1);
    }
    int[] characters = new int[Math.toIntExact(size)];
    int[] begins = new int[words + 1];
    long[] frequencies = new long[words];
    UnigramText result = new UnigramText(characters, begins, frequencies);
    int index = 0;
    for (TrainingText.Word word : text.words()) {
      if (inLine(word) > 0) {
        result.put(index++, word.characters(), BEFORE_SPACE, inLine(word));
      }
      if (word.lineEnds() > 0) {
        result.put(index++, word.characters(), BEFORE_LINE_END, word.lineEnds());
      }
    }
    return result;
  }

  private static long inLine(TrainingText.Word word) {
    return word.frequency() - word.lineEnds();
  }

  private void put(int index, int[] word, int mark, long frequency) {
    int begin = begins[index];
    System.arraycopy(word, 0, characters, begin, word.length);
    characters[begin + word.length] = mark;
    begins[index + 1] = begin + word.length + 1;
    frequencies[index] = frequency;
  }

  int words() {
    return frequencies.length;
  }

  int begin(int word) {
    return begins[word];
  }

  /** Where the mark behind the word is. */
  int end(int word) {
    return begins[word + 1] - 1;
  }

  long frequency(int word) {
    return frequencies[word];
  }

  /** The number of places, marks included. */
  int size() {
    return characters.length;
  }

  int[] characters() {
    return characters;
  }

  static boolean isMark(int character) {
    return character < 0;
  }

  /** The characters from {@code place} on. */
  String substring(int place, int length) {
    return new String(characters, place, length);
  }

  /** The frequency of the word that a place belongs to, by place; 0 for the marks. */
  long[] frequencyOfPlaces() {
    long[] result = new long[characters.length];
    for (int word = 0; word < frequencies.length; word++) {
      Arrays.fill(result, begin(word), end(word), frequencies[word]);
    }
    return result;
  }
}
