package org.translatenas.translate.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which word n-grams of a hypothesis its references have. Each n-gram has a number, made of that of
 * its first n − 1 words and that of its last word: no text is put together, and equal numbers mean
 * equal n-grams.
 */
final class NgramCounts {
  private final int[][] words;
  private final int[][] grams;
  private final PairNumbers pairs;
  private int order;
  private int distinct;

  private NgramCounts(int[][] words, int order, int distinct) {
    this.words = words;
    this.order = order;
    this.distinct = distinct;
    grams = new int[words.length][];
    int all = 0;
    for (int i = 0; i < words.length; i++) {
      grams[i] = order == 0 ? new int[words[i].length] : words[i].clone();
      all += words[i].length;
    }
    pairs = new PairNumbers(all);
  }

  /** The n-grams of these lines of words, the hypothesis first. */
  static NgramCounts ofWords(List<List<String>> lines) {
    int[][] words = new int[lines.size()][];
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < words.length; i++) {
      List<String> line = lines.get(i);
      words[i] = new int[line.size()];
      for (int j = 0; j < words[i].length; j++) {
        Integer number = numbers.putIfAbsent(line.get(j), numbers.size());
        words[i][j] = number == null ? numbers.size() - 1 : number;
      }
    }
    return new NgramCounts(words, 1, numbers.size());
  }

  /** The n-grams of these lines of code points, the hypothesis first. */
  static NgramCounts ofCharacters(int[]... lines) {
    return new NgramCounts(lines, 0, 1);
  }

  /**
   * How many n-grams of the hypothesis match, each no more often than the reference has it that has
   * it most.
   *
   * @param n no less than in the call before
   */
  int matches(int n) {
    while (order < n) {
      order++;
      lengthen();
    }
    int[] most = new int[distinct];
    int[] counts = new int[distinct];
    for (int i = 1; i < words.length; i++) {
      int number = words[i].length - order + 1;
      for (int j = 0; j < number; j++) {
        int gram = grams[i][j];
        most[gram] = Math.max(most[gram], ++counts[gram]);
      }
      for (int j = 0; j < number; j++) {
        counts[grams[i][j]] = 0;
      }
    }
    int matched = 0;
    for (int j = 0; j + order <= words[0].length; j++) {
      // Each occurrence uses one of the references' up.
      matched += most[grams[0][j]]-- > 0 ? 1 : 0;
    }
    return matched;
  }

  private void lengthen() {
    pairs.clear();
    for (int i = 0; i < words.length; i++) {
      for (int j = 0; j + order <= words[i].length; j++) {
        grams[i][j] = pairs.number(grams[i][j], words[i][j + order - 1]);
      }
    }
    distinct = pairs.size();
  }
}
