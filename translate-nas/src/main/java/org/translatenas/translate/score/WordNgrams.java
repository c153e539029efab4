package org.translatenas.translate.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each word n-gram of a line occurs, for n from 1 to an order. An n-gram is its words
 * with one space between them, which is unambiguous because no word holds a space.
 */
final class WordNgrams {
  private final List<Map<String, Integer>> counts;
  private final int words;

  private WordNgrams(List<Map<String, Integer>> counts, int words) {
    this.counts = counts;
    this.words = words;
  }

  static WordNgrams of(String tokenized, int maxOrder) {
    List<String> words = PythonText.split(tokenized);
    int[] starts = new int[words.size() + 1];
    StringBuilder joined = new StringBuilder(tokenized.length() + 1);
    for (int i = 0; i < words.size(); i++) {
      joined.append(words.get(i)).append(' ');
      starts[i + 1] = joined.length();
    }
    List<Map<String, Integer>> counts = new ArrayList<>();
    for (int order = 1; order <= maxOrder; order++) {
      Map<String, Integer> ofOrder = new HashMap<>();
      for (int i = 0; i + order <= words.size(); i++) {
        ofOrder.merge(joined.substring(starts[i], starts[i + order] - 1), 1, Integer::sum);
      }
      counts.add(ofOrder);
    }
    return new WordNgrams(counts, words.size());
  }

  /** The number of words. */
  int words() {
    return words;
  }

  /** The counts of one order, from 1. */
  Map<String, Integer> ofOrder(int order) {
    return counts.get(order - 1);
  }

  /** Raises each count to that of {@code other}, if that is greater. */
  void mergeMaximum(WordNgrams other) {
    for (int i = 0; i < counts.size(); i++) {
      Map<String, Integer> mine = counts.get(i);
      other.counts.get(i).forEach((ngram, count) -> mine.merge(ngram, count, Math::max));
    }
  }
}
