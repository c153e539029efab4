package org.translatenas.translate.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Text for tests: lines of words drawn from a list, the same for the same seed. */
public final class RandomLines {
  private RandomLines() {}

  /** {@code lines} lines of at least {@code least} words and fewer than {@code bound}. */
  public static List<String> of(List<String> words, int lines, int least, int bound, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> text = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      List<String> line = new ArrayList<>();
      for (int k = random.nextInt(least, bound); k > 0; k--) {
        line.add(words.get(random.nextInt(words.size())));
      }
      text.add(String.join(" ", line));
    }
    return text;
  }
}
